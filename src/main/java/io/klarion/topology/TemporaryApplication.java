package io.klarion.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application that runs once under a name of its own: when it is over, nothing of it stays on the cluster. */
public final class TemporaryApplication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryApplication.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Map<String, String> kafka;
    private final String id;

    /** The application of this id, which no other may have. */
    public TemporaryApplication(Map<String, String> kafka, String id) {
        this.kafka = Map.copyOf(kafka);
        this.id = id;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** Removes its group and its topics; says what it could not remove. */
    @Override
    public void close() {
        try (Cluster cluster = new Cluster(kafka)) {
            removeTopics(cluster);
            removeGroup(cluster);
        } catch (StartException e) {
            LOG.warn("topics and group that begin with {} are left on the cluster: {}", id, e.getMessage());
        }
    }

    private void removeTopics(Cluster cluster) {
        Set<String> all = cluster.topics();
        List<String> own = all.stream()
                .filter(topic -> topic.startsWith(id + "-") || topic.startsWith(id + "."))
                .toList();
        cluster.await(cluster.admin().deleteTopics(own).all(), "delete the topics " + own, "Delete on topics " + own);
    }

    /* Its last member may just be leaving. */
    private void removeGroup(Cluster cluster) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                cluster.await(
                        cluster.admin().deleteConsumerGroups(List.of(id)).all(),
                        "delete the group " + id,
                        "Delete on group " + id);
                return;
            } catch (StartException e) {
                if (e.getCause() instanceof GroupIdNotFoundException) {
                    return;
                }
                if (!(e.getCause() instanceof GroupNotEmptyException) || System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while waiting for the group to end", e);
        }
    }
}
