package io.klarion.http;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.klarion.console.ConsoleJson;
import io.klarion.web.WebFiles;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** The console's page, its files, and the API behind it. All of it only reads. */
final class ConsoleRoutes implements AutoCloseable {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String API = "/api/v1";
    private static final String JSON = "application/json;charset=utf-8";

    private final ConsoleSources from;
    private final HealthSource health;
    private final EventStreams events;
    private final String page;
    private final String description = StaticFiles.page("openapi.json");

    /** The routes to this console. */
    ConsoleRoutes(ConsoleSources from, HealthSource health, LogIn logIn) {
        this.from = from;
        this.health = health;
        this.events = new EventStreams(from.console(), logIn);
        String logOut = logIn.isAsked() ? StaticFiles.page("logout.html") : "";
        this.page = WebFiles.filled(
                StaticFiles.page("index.html"), Map.of("detail", WebFiles.text("detail.html"), "log-out", logOut));
    }

    void add(JavalinConfig config) {
        // Not a route: the framework goes on with an answer whose client has gone.
        ServletHolder holder = new ServletHolder(events);
        holder.setAsyncSupported(true);
        config.jetty.modifyServletContextHandler(context -> context.addServlet(holder, EventStreams.PATH));
        RoutesConfig routes = config.routes;
        KlarionHttp.read(
                routes,
                "/",
                context -> context.header("Content-Security-Policy", POLICY).html(page));
        KlarionHttp.read(
                routes,
                API + "/openapi.json",
                context -> context.contentType(JSON).result(description));
        KlarionHttp.read(routes, API + "/overview", context -> json(context, ConsoleJson.overview(from.console())));
        KlarionHttp.read(
                routes, API + "/series", context -> json(context, ConsoleJson.series(from.console(), query(context))));
        KlarionHttp.read(routes, API + "/series/{id}", this::series);
        KlarionHttp.read(routes, API + "/alerts", context -> json(context, ConsoleJson.alerts(from.console())));
        KlarionHttp.read(
                routes,
                API + "/references",
                context -> json(
                        context,
                        ConsoleJson.references(from.console(), from.monitors().get())));
        KlarionHttp.read(routes, API + "/instance", context -> json(context, InstanceJson.write(from, health)));
    }

    private static void json(Context context, byte[] body) {
        context.contentType(JSON).result(body);
    }

    private void series(Context context) {
        ConsoleJson.windows(from.console(), context.pathParam("id"))
                .ifPresentOrElse(
                        body -> json(context, body),
                        () -> context.status(HttpStatus.NOT_FOUND)
                                .contentType("text/plain;charset=utf-8")
                                .result("id: must be that of a known series\n"));
    }

    private static ConsoleJson.Query query(Context context) {
        return new ConsoleJson.Query(
                Optional.ofNullable(context.queryParam("monitor")),
                number(context, "since", -1, -1, Long.MAX_VALUE),
                (int) number(context, "offset", 0, 0, Integer.MAX_VALUE),
                (int) number(context, "limit", ConsoleJson.MOST_SERIES, 1, ConsoleJson.MOST_SERIES));
    }

    private static long number(Context context, String name, long otherwise, long least, long most) {
        String given = context.queryParam(name);
        if (given == null) {
            return otherwise;
        }
        OptionalLong value = whole(given);
        if (value.isEmpty() || value.getAsLong() < least || value.getAsLong() > most) {
            throw new BadRequestResponse(name + ": must be a whole number from " + least + " to " + most);
        }
        return value.getAsLong();
    }

    private static OptionalLong whole(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
