package io.klarion.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.klarion.web.WebFiles;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns away who is not let in, and gives browsers a form where the token goes into a cookie instead of an address.
 *
 * <p>Open to all are {@code /livez} and {@code /readyz} (which says nothing but yes or no to strangers), the form and
 * the scripts and styles of the pages.
 */
final class LogIn {

    /** The longest body that is read: that of the form. */
    static final long MOST_BYTES = 8192;

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String PATH = "/login";
    private static final Set<String> OPEN = Set.of("/livez", "/readyz", PATH, "/logout");
    private static final String WRONG = "<p class=\"wrong\" role=\"alert\">That is not the token.</p>";

    private final Guard guard;
    private final boolean onlyLocal;
    private final boolean secure;
    private final String form = StaticFiles.page("login.html");

    /**
     * In front of a server.
     *
     * @param onlyLocal whether only this machine can connect, so that callers must call it by its own name
     * @param secure whether it speaks TLS
     */
    LogIn(Guard guard, boolean onlyLocal, boolean secure) {
        this.guard = guard;
        this.onlyLocal = onlyLocal;
        this.secure = secure;
    }

    /** Whether there is a token to log in with. */
    boolean isAsked() {
        return !guard.isOpen();
    }

    /** Whether this caller may see what is not for everybody. */
    boolean admits(HttpServletRequest request) {
        return guard.isOpen()
                ? !onlyLocal || LocalNames.isLocalHeader(request.getHeader("Host"))
                : guard.lets(request.getHeader("Authorization"), cookie(request));
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(one -> one.getName().equals(Guard.COOKIE))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }

    void add(RoutesConfig routes) {
        routes.before(this::check);
        if (!guard.isOpen()) {
            KlarionHttp.read(routes, PATH, context -> form(context, HttpStatus.OK, ""));
            routes.post(PATH, this::logIn);
            routes.post("/logout", this::logOut);
        }
    }

    private void check(Context context) {
        if (secure) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
        if (isOpen(context.path()) || admits(context.req())) {
            return;
        }
        if (guard.isOpen()) {
            refuse(context, HttpStatus.MISDIRECTED_REQUEST, "host: must be localhost, 127.0.0.1 or [::1]\n");
            return;
        }
        String accepted = context.header("Accept");
        if (accepted != null && accepted.contains("text/html")) {
            form(context, HttpStatus.UNAUTHORIZED, "");
            context.skipRemainingHandlers();
        } else {
            context.header("WWW-Authenticate", "Bearer realm=\"klarion\"");
            refuse(context, HttpStatus.UNAUTHORIZED, "authorization: must be Bearer with the token of http.token\n");
        }
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path) || path.startsWith("/assets/");
    }

    private static void refuse(Context context, HttpStatus status, String why) {
        context.status(status).contentType("text/plain;charset=utf-8").result(why);
        context.skipRemainingHandlers();
    }

    private void form(Context context, HttpStatus status, String message) {
        context.header("Content-Security-Policy", POLICY)
                .status(status)
                .html(WebFiles.filled(form, Map.of("message", message)));
    }

    private void logIn(Context context) {
        if (isForeign(context)) {
            refuse(context, HttpStatus.FORBIDDEN, "origin: must be this server\n");
        } else if (guard.knows(context.formParam("token"))) {
            cookie(context, guard.session(), Guard.SESSION.toSeconds());
        } else {
            form(context, HttpStatus.UNAUTHORIZED, WRONG);
        }
    }

    private void logOut(Context context) {
        if (isForeign(context)) {
            refuse(context, HttpStatus.FORBIDDEN, "origin: must be this server\n");
        } else {
            cookie(context, "", 0);
        }
    }

    /* Browsers say where a request comes from; others say nothing and have no cookie of somebody else. */
    private static boolean isForeign(Context context) {
        String site = context.header("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private void cookie(Context context, String value, long seconds) {
        context.header(
                        "Set-Cookie",
                        Guard.COOKIE + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                                + (secure ? "; Secure" : ""))
                .status(HttpStatus.SEE_OTHER)
                .header("Location", "./");
    }
}
