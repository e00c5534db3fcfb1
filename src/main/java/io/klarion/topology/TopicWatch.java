package io.klarion.topology;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether the topics are still there, and the ones of the start. Thread-safe. */
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
    private Set<String> missingBefore = Set.of();

    TopicWatch(Map<String, String> kafka, TopicIds begun) {
        this.cluster = new Cluster(kafka);
        this.begun = begun;
        this.looking =
                thread.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            TopicIds now = TopicSetup.idsOfExisting(cluster, begun.ids().keySet());
            Set<String> missing = new TreeSet<>(begun.ids().keySet());
            missing.removeAll(now.ids().keySet());
            now.differenceFrom(begun.ids()).or(() -> deleted(missing)).ifPresent(message -> difference = message);
            missingBefore = missing;
        } catch (RuntimeException e) {
            // A broker that is away is nothing new to Streams.
            LOG.debug("cannot look at the topics", e);
        }
    }

    /* A broker that has just started may not know all topics yet: a second look must say the same. */
    private Optional<String> deleted(Set<String> missing) {
        Set<String> twice = new TreeSet<>(missing);
        twice.retainAll(missingBefore);
        return twice.isEmpty()
                ? Optional.empty()
                : Optional.of(TopicIds.message("deleted: " + String.join(", ", twice)));
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
