package io.klarion.topology;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker each second how far the group has come, until it has caught up; off the stream threads. */
final class CatchUpWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUpWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Map<String, String> kafka;
    private final String group;
    private final CatchUp catchUp;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread own = new Thread(task, "klarion-catch-up");
        own.setDaemon(true);
        return own;
    });

    /** A watch of a group, not started yet; it ends by itself. */
    CatchUpWatch(Map<String, String> kafka, String group, CatchUp catchUp) {
        this.kafka = kafka;
        this.group = group;
        this.catchUp = catchUp;
    }

    /** What it finds out. */
    CatchUp catchUp() {
        return catchUp;
    }

    /** Begins to look. */
    void start() {
        thread.execute(this::watch);
    }

    private void watch() {
        try {
            while (!catchUp.isOver() && !thread.isShutdown()) {
                look();
                TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try (Cluster cluster = new Cluster(kafka)) {
            SourceOffsets offsets = new SourceOffsets(cluster);
            while (!catchUp.isOver() && !thread.isShutdown()) {
                catchUp.committed(offsets.committed(group));
                TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
            }
        } catch (RuntimeException e) {
            // The next look may succeed; until then readiness waits.
            LOG.warn("cannot tell how far group {} has come: {}", group, e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
