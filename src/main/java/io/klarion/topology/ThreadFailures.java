package io.klarion.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do when a stream thread dies: replace it, for a broker that was away; stop when it has happened too often of
 * late, for a fault that returns with every new thread. One that may not do its work is not replaced. Thread-safe.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

    static final int REPLACEMENTS = 5;
    static final Duration PERIOD = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    private final Permissions permissions;
    private final LongSupplier nanoTime;
    private final Deque<Long> replaced = new ArrayDeque<>();
    private volatile @Nullable String last;
    private volatile @Nullable String verdict;

    ThreadFailures(Permissions permissions, LongSupplier nanoTime) {
        this.permissions = permissions;
        this.nanoTime = nanoTime;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable error) {
        Optional<String> refusal = permissions.refusal(error);
        if (refusal.isPresent()) {
            last = refusal.get();
            LOG.error("a stream thread died; stopping: {}", last);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        last = root.getClass().getSimpleName() + ": " + root.getMessage();
        if (root instanceof StartException) {
            verdict = root.getMessage();
        }
        boolean replace = verdict == null && !(root instanceof Error) && mayReplace();
        LOG.error("a stream thread died ({}); {}", last, replace ? "it is replaced" : "stopping", error);
        return replace ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized boolean mayReplace() {
        long now = nanoTime.getAsLong();
        replaced.removeIf(time -> now - time > PERIOD.toNanos());
        if (replaced.size() >= REPLACEMENTS) {
            return false;
        }
        replaced.add(now);
        return true;
    }

    /** Why no thread can ever work on these topics; empty while one may. */
    Optional<String> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** What the last thread died of. */
    Optional<String> last() {
        return Optional.ofNullable(last);
    }
}
