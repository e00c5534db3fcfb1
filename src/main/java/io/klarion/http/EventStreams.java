package io.klarion.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.klarion.console.Console;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events that say that there is something new, at most twice a second a client; what it is, the client asks
 * for itself. A client that does not read holds up only its own thread, until the connection's idle time ends it; there
 * are at most {@value #MOST} of them.
 */
final class EventStreams implements AutoCloseable {

    /** How many clients may listen at once. */
    static final int MOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 500;
    private static final int BUSY_SECONDS = 5;

    private final Console console;
    private final Semaphore free = new Semaphore(MOST);
    private final Set<Thread> following = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    EventStreams(Console console) {
        this.console = console;
    }

    /** Answers with a stream, until the client or the server ends it. */
    void answer(Context context) {
        String accepted = context.header("Accept");
        if (accepted == null || !accepted.contains("text/event-stream")) {
            context.status(HttpStatus.NOT_ACCEPTABLE).result("accept: must be text/event-stream\n");
        } else if (closed || !free.tryAcquire()) {
            context.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header("Retry-After", Integer.toString(BUSY_SECONDS))
                    .result("too many listeners\n");
        } else {
            new SseHandler(0, this::follow).handle(context);
        }
    }

    /* On a thread of its own; returning ends the answer. */
    private void follow(SseClient client) {
        following.add(Thread.currentThread());
        try {
            long told = -1;
            while (!closed && !client.terminated()) {
                long now = console.awaitChange(told, HEARTBEAT);
                if (now > told) {
                    client.sendEvent("change", "{\"revision\":" + now + "}");
                    told = now;
                    Thread.sleep(PAUSE_MILLIS);
                } else {
                    client.sendComment("here");
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("a stream of events ends with the server"); // a thread still interrupted could not end its answer
        } finally {
            following.remove(Thread.currentThread());
            free.release();
        }
    }

    /** Ends all streams and waits for that, since an answer cannot be ended after its server. */
    @Override
    public void close() {
        closed = true;
        following.forEach(Thread::interrupt);
        try {
            if (!free.tryAcquire(MOST, STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("some streams of events have not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
