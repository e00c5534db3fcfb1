package io.klarion.topology;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether the topics are still the ones that were there at the start. Thread-safe. */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final TopicIds begun;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread own = new Thread(task, "klarion-topic-watch");
        own.setDaemon(true);
        return own;
    });
    private final ScheduledFuture<?> looking;
    private volatile @Nullable String difference;

    TopicWatch(Map<String, String> kafka, TopicIds begun) {
        this.cluster = new Cluster(kafka);
        this.begun = begun;
        this.looking =
                thread.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            TopicIds now = TopicSetup.ids(cluster, begun.ids().keySet());
            now.differenceFrom(begun.ids()).ifPresent(message -> difference = message);
        } catch (RuntimeException e) {
            // A broker that is away, or a topic that is gone: Streams says so itself.
            LOG.debug("cannot look at the topics", e);
        }
    }

    /** What has become of the topics that must end this process; empty while they are the same. */
    Optional<String> difference() {
        return Optional.ofNullable(difference);
    }

    @Override
    public void close() {
        looking.cancel(true);
        thread.shutdownNow();
        cluster.close();
    }
}
