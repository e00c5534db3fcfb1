package io.klarion.http;

import io.klarion.console.Console;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events that say that there is something new, at most twice a second a client; what it is, the client asks
 * for itself. A client that does not read holds up only its own thread, until the connection's idle time ends it; there
 * are at most {@value #MOST} of them.
 */
final class EventStreams extends HttpServlet implements AutoCloseable {

    /** Where it is served. */
    static final String PATH = "/api/v1/events";

    /** How many clients may listen at once. */
    static final int MOST = 32;

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final long PAUSE_MILLIS = 500;
    private static final String EVENTS = "text/event-stream;charset=utf-8";
    private static final String BUSY_SECONDS = "5";

    private final transient Console console;
    private final transient LogIn logIn;
    private final transient Semaphore free = new Semaphore(MOST);
    private final transient ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "http-events");
        thread.setDaemon(true);
        return thread;
    });

    EventStreams(Console console, LogIn logIn) {
        this.console = console;
        this.logIn = logIn;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        KlarionHttp.secure(response::setHeader);
        String accepted = request.getHeader("Accept");
        if (!logIn.admits(request)) {
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "authorization: must be given\n");
        } else if (accepted == null || !accepted.contains("text/event-stream")) {
            refuse(response, HttpServletResponse.SC_NOT_ACCEPTABLE, "accept: must be text/event-stream\n");
        } else if (request.getMethod().equals("HEAD")) {
            response.setContentType(EVENTS);
        } else if (threads.isShutdown() || !free.tryAcquire()) {
            response.setHeader("Retry-After", BUSY_SECONDS);
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too many listeners\n");
        } else {
            response.setContentType(EVENTS);
            response.setHeader("X-Accel-Buffering", "no");
            AsyncContext stream = request.startAsync();
            stream.setTimeout(0);
            threads.execute(() -> follow(stream));
        }
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(why.getBytes(StandardCharsets.UTF_8));
    }

    private void follow(AsyncContext stream) {
        try {
            ServletOutputStream out = stream.getResponse().getOutputStream();
            for (long told = -1; !threads.isShutdown(); Thread.sleep(PAUSE_MILLIS)) {
                long now = console.awaitChange(told, HEARTBEAT);
                out.print(now > told ? "event: change\ndata: {\"revision\":" + now + "}\n\n" : ": here\n\n");
                out.flush();
                told = now;
            }
        } catch (IOException | InterruptedException | IllegalStateException e) {
            LOG.debug("a stream of events has ended", e); // the client or this server has gone
        } finally {
            end(stream);
            free.release();
        }
    }

    private static void end(AsyncContext stream) {
        try {
            stream.complete();
        } catch (IllegalStateException e) {
            LOG.debug("the stream had ended before", e);
        }
    }

    /** Ends all streams and waits for that for a moment. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("some streams of events have not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
