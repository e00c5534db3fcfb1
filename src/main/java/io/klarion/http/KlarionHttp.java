package io.klarion.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.klarion.metrics.Exposition;
import io.klarion.metrics.MetricsScrape;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP server: {@code /metrics}, {@code /livez}, {@code /readyz}, and {@code /} with links to them.
 *
 * <p>Answers only GET (and HEAD), runs no scripts, keeps no state. Has neither TLS nor log-in: bind it to an address
 * that only trusted callers reach.
 */
public final class KlarionHttp implements AutoCloseable {

    /** How many ports are tried, from the configured one upwards. */
    public static final int PORTS_TRIED = 20;

    private static final Logger LOG = LoggerFactory.getLogger(KlarionHttp.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_THREADS = 16;
    private static final int MIN_THREADS = 2;
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
    private final String bind;

    private KlarionHttp(Javalin server, String bind) {
        this.server = server;
        this.bind = bind;
    }

    /**
     * Starts serving; takes the next free port when {@code port} is busy.
     *
     * @param bind the address to listen on
     * @param port the first port to try; 0 for any
     * @param metrics what {@code /metrics} shows
     * @param health what {@code /livez} and {@code /readyz} say
     * @throws IOException when none of {@value #PORTS_TRIED} ports is free or the address is not one of this machine
     */
    public static KlarionHttp start(String bind, int port, MetricsScrape metrics, HealthSource health)
            throws IOException {
        int last = port == 0 ? 0 : Math.min(HIGHEST_PORT, port + PORTS_TRIED - 1);
        for (int candidate = port; candidate <= last; candidate++) {
            if (!isFree(bind, candidate)) {
                continue;
            }
            Javalin server = Javalin.create(config -> configure(config, metrics, health));
            try {
                return new KlarionHttp(server.start(bind, candidate), bind);
            } catch (JavalinBindException taken) {
                LOG.debug("port {} was taken while we started", candidate, taken);
                server.stop();
            }
        }
        throw new IOException(
                "http: must have a free port from " + port + " to " + last + " on " + bind + ", was none");
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
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "localhost" : bind;
        return URI.create("http://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":"
                + port() + "/");
    }

    /** Stops serving. */
    @Override
    public void close() {
        server.stop();
    }

    private static void configure(JavalinConfig config, MetricsScrape metrics, HealthSource health) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.routes.before(KlarionHttp::secure);
        config.routes.get("/", context -> context.html(FRONT_PAGE));
        config.routes.get("/metrics", context -> answer(context, metrics));
        config.routes.get("/livez", context -> answer(context, health.live()));
        config.routes.get("/readyz", context -> answer(context, health.ready()));
        config.routes.exception(Exception.class, KlarionHttp::fail);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        return threads;
    }

    private static void secure(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
    }

    private static void answer(Context context, MetricsScrape metrics) {
        Exposition exposition = metrics.scrape(context.header("Accept"));
        context.contentType(exposition.contentType()).result(exposition.body());
    }

    private static void answer(Context context, Health health) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("status", health.isUp() ? "UP" : "DOWN");
        if (!health.isUp()) {
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
