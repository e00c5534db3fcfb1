package io.klarion.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.klarion.metrics.Exposition;
import io.klarion.metrics.MetricsScrape;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP server: {@code /metrics}, {@code /livez}, {@code /readyz}, and {@code /} with the console, or with links to
 * them where there is none.
 *
 * <p>Answers only GET (and HEAD) but for logging in and out, and keeps no state. With a token, only who knows it is let
 * in.
 */
public final class KlarionHttp implements AutoCloseable {

    /** How many ports are tried, from the configured one upwards. */
    public static final int PORTS_TRIED = 20;

    private static final Logger LOG = LoggerFactory.getLogger(KlarionHttp.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int HIGHEST_PORT = 65_535;

    private static final String FRONT_PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Klarion</title></head>
            <body>
            <h1>Klarion</h1>
            <ul>
            <li><a href="/metrics">/metrics</a> for Prometheus</li>
            <li><a href="/livez">/livez</a>: can it go on by itself?</li>
            <li><a href="/readyz">/readyz</a>: does it do its work right now?</li>
            </ul>
            </body>
            </html>
            """;

    private final Javalin server;
    private final HttpSettings settings;
    private final Optional<ConsoleRoutes> console;

    private KlarionHttp(Javalin server, HttpSettings settings, Optional<ConsoleRoutes> console) {
        this.server = server;
        this.settings = settings;
        this.console = console;
    }

    /**
     * Starts serving metrics and health to everybody who can connect; takes the next free port when {@code port} is busy.
     *
     * @param bind the address to listen on
     * @param port the first port to try; 0 for any
     * @param metrics what {@code /metrics} shows
     * @param health what {@code /livez} and {@code /readyz} say
     * @throws IOException when none of {@value #PORTS_TRIED} ports is free or the address is not one of this machine
     */
    public static KlarionHttp start(String bind, int port, MetricsScrape metrics, HealthSource health)
            throws IOException {
        return start(HttpSettings.open(bind, port), metrics, health, Optional.empty());
    }

    /**
     * Starts serving; takes the next free port when the one that is set is busy.
     *
     * @param metrics what {@code /metrics} shows
     * @param health what {@code /livez} and {@code /readyz} say
     * @param console what the console is fed from; empty for none
     * @throws IOException when none of {@value #PORTS_TRIED} ports is free or the address is not one of this machine
     */
    public static KlarionHttp start(
            HttpSettings settings, MetricsScrape metrics, HealthSource health, Optional<ConsoleSources> console)
            throws IOException {
        int port = settings.port();
        int last = port == 0 ? 0 : Math.min(HIGHEST_PORT, port + PORTS_TRIED - 1);
        for (int candidate = port; candidate <= last; candidate++) {
            if (!isFree(settings.bind(), candidate)) {
                continue;
            }
            LogIn logIn = new LogIn(
                    new Guard(settings.token(), Clock.systemUTC()),
                    settings.isLoopback(),
                    settings.tls().isPresent());
            Optional<ConsoleRoutes> routes = console.map(from -> new ConsoleRoutes(from, health, logIn));
            Connection connection = new Connection(settings.bind(), candidate, settings.tls());
            Javalin server = Javalin.create(config -> {
                configure(config, logIn, metrics, health);
                routes.ifPresentOrElse(
                        of -> of.add(config), () -> read(config.routes, "/", context -> context.html(FRONT_PAGE)));
                connection.configure(config);
            });
            try {
                Javalin started = server.start(settings.bind(), candidate);
                if (port != 0 && candidate != port) {
                    LOG.warn("http.port {} is taken, {} serves instead: Prometheus must know", port, candidate);
                }
                return new KlarionHttp(started, settings, routes);
            } catch (JavalinBindException taken) {
                LOG.debug("port {} was taken while we started", candidate, taken);
                server.stop();
            }
        }
        throw new IOException(
                "http: must have a free port from " + port + " to " + last + " on " + settings.bind() + ", was none");
    }

    /** Asked first, because the server reports a busy port as an error in the log. */
    @SuppressWarnings("AddressSelection") // the server resolves the configured name in the same way
    private static boolean isFree(String bind, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(bind, port));
            return true;
        } catch (IOException busy) {
            LOG.debug("cannot listen on {}:{}", bind, port, busy);
            return false;
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Where to point a browser. */
    public URI uri() {
        String bind = settings.bind();
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "localhost" : bind;
        String scheme = settings.tls().isPresent() ? "https://" : "http://";
        return URI.create(
                scheme + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port() + "/");
    }

    /** Stops serving. */
    @Override
    public void close() {
        console.ifPresent(ConsoleRoutes::close);
        server.stop();
    }

    private static void configure(JavalinConfig config, LogIn logIn, MetricsScrape metrics, HealthSource health) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = LogIn.MOST_BYTES;
        config.routes.before(context -> secure(context::header));
        logIn.add(config.routes);
        read(config.routes, "/assets/{name}", new StaticFiles()::answer);
        read(config.routes, "/metrics", context -> answer(context, metrics));
        read(config.routes, "/livez", context -> answer(context, health.live(), logIn.admits(context.req())));
        read(config.routes, "/readyz", context -> answer(context, health.ready(), logIn.admits(context.req())));
        config.routes.exception(Exception.class, KlarionHttp::fail);
    }

    /** Answers GET, and HEAD with the same status and headers; left alone, the framework would say 200 to any HEAD. */
    static void read(RoutesConfig routes, String path, Handler answer) {
        routes.get(path, answer);
        routes.head(path, answer);
    }

    /** Sets the headers that every answer carries. */
    static void secure(BiConsumer<String, String> header) {
        header.accept("X-Content-Type-Options", "nosniff");
        header.accept("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        header.accept("Referrer-Policy", "no-referrer");
        header.accept("Cross-Origin-Resource-Policy", "same-origin");
        header.accept("Cache-Control", "no-store");
    }

    private static void answer(Context context, MetricsScrape metrics) {
        Exposition exposition = metrics.scrape(context.header("Accept"));
        context.contentType(exposition.contentType()).result(exposition.body());
    }

    /* Causes name brokers and topics. */
    private static void answer(Context context, Health health, boolean withCause) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("status", health.isUp() ? "UP" : "DOWN");
        if (!health.isUp() && withCause) {
            body.put("cause", health.cause());
        }
        context.status(health.isUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType("application/json;charset=utf-8")
                .result(JSON.writeValueAsString(body) + "\n");
    }

    private static void fail(Exception failure, Context context) {
        LOG.warn("{} {} failed", context.method(), context.path(), failure);
        context.status(HttpStatus.INTERNAL_SERVER_ERROR)
                .contentType("text/plain;charset=utf-8")
                .result("internal error; see the log\n");
    }
}
