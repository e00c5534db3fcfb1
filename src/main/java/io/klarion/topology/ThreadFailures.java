package io.klarion.topology;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do when a stream thread dies: replace it a few times, for a broker that was away; then stop, for a fault
 * that returns with every new thread. One that may not do its work is not replaced. Thread-safe.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);
    private static final int REPLACEMENTS = 5;

    private final Permissions permissions;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable String last;
    private volatile @Nullable String verdict;

    ThreadFailures(Permissions permissions) {
        this.permissions = permissions;
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
        boolean replace = failures.incrementAndGet() <= REPLACEMENTS && verdict == null && !(root instanceof Error);
        LOG.error("a stream thread died ({}); {}", last, replace ? "it is replaced" : "stopping", error);
        return replace ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
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
