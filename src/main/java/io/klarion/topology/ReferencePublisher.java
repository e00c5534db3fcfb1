package io.klarion.topology;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.EffectiveTime;
import io.klarion.core.reference.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes versions of references to the topic that running monitors follow. */
public final class ReferencePublisher {

    private final StreamsSettings settings;
    private final List<Monitor> monitors;
    private final Clock clock;

    /** A publisher for these monitors, on the cluster and topic of these settings. */
    public ReferencePublisher(StreamsSettings settings, List<Monitor> monitors, Clock clock) {
        this.settings = settings;
        this.monitors = List.copyOf(monitors);
        this.clock = clock;
    }

    /**
     * Publishes a reference as the next version of the one of its id, and waits until it can be read.
     *
     * @param monitor the monitor's name
     * @param wanted the event time from which it should be in force; {@link Long#MIN_VALUE} for as early as may be
     * @return the version as it is in force
     * @throws StartException when it cannot be published, or is not fit for the monitor
     */
    public Reference publish(String monitor, Reference reference, long wanted) {
        try (Cluster cluster = new Cluster(settings.kafka())) {
            String topic = prepared(cluster);
            Monitor known = monitor(monitor, read(cluster, topic));
            int version = latest(known, reference.id()).version() + 1;
            long from = EffectiveTime.of(wanted, clock.millis(), PublishedReferences.lead(known), known.window());
            Reference next = reference.as(version, from);
            if (next.over(known.layout()).isEmpty()) {
                throw new StartException(
                        "reference: must be over the cells of monitor " + monitor + ", was over others");
            }
            send(cluster, topic, monitor, next);
            Reference found = latest(monitor(monitor, read(cluster, topic)), reference.id());
            if (found.version() == version
                    && !next.over(known.layout())
                            .filter(own -> own.digest().equals(found.digest()))
                            .isPresent()) {
                throw new StartException("reference: must be published by one at a time, was overtaken: version "
                        + version + " is somebody else's; look at it, and publish again");
            }
            if (found.version() != version) {
                throw new StartException("reference: must be fit for monitor " + monitor + ", was not; version "
                        + found.version() + " stays in force");
            }
            return found;
        }
    }

    /**
     * The version of one of a monitor's references that was published last, or stands in the configuration.
     *
     * @param id the reference's
     * @throws StartException when the cluster cannot be reached, nothing may be published, or the monitor has no such reference
     */
    public Reference latest(String monitor, String id) {
        try (Cluster cluster = new Cluster(settings.kafka())) {
            return latest(monitor(monitor, read(cluster, prepared(cluster))), id);
        }
    }

    private static List<String> ids(Monitor monitor) {
        return monitor.references().stream()
                .map(Reference::id)
                .distinct()
                .sorted()
                .toList();
    }

    private String prepared(Cluster cluster) {
        String topic = settings.references()
                .orElseThrow(() -> new StartException("topics.references: must be set to publish, was not; set it, and"
                        + " restart the monitors once"));
        new TopicSetup(cluster, settings).requireReferences();
        return topic;
    }

    private List<Monitor> read(Cluster cluster, String topic) {
        try (TopicReferenceFeed feed = new TopicReferenceFeed(cluster, settings.kafka(), topic, monitors)) {
            return feed.monitors();
        }
    }

    private static Monitor monitor(String name, List<Monitor> known) {
        return known.stream()
                .filter(monitor -> monitor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StartException("monitor: must be one of "
                        + String.join(", ", known.stream().map(Monitor::name).toList()) + ", was " + name));
    }

    /** The version of a reference that was published last, or stands in the configuration. */
    private static Reference latest(Monitor monitor, String id) {
        if (monitor.references().isEmpty()) {
            throw new StartException("monitor " + monitor.name() + ": must have a reference that can be replaced, was"
                    + " compared with the windows before (previous), which follow by themselves");
        }
        return monitor.references().stream()
                .filter(reference -> reference.id().equals(id))
                .max(Comparator.comparingInt(Reference::version))
                .orElseThrow(() -> new StartException("reference: must be one of those of monitor " + monitor.name()
                        + " (" + String.join(", ", ids(monitor)) + "), was " + id + "; --reference names it"));
    }

    private void send(Cluster cluster, String topic, String monitor, Reference reference) {
        byte[] key = PublishedReferences.key(monitor, reference).getBytes(StandardCharsets.UTF_8);
        byte[] value = ReferenceJson.text(reference).getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            cluster.await(
                    producer.send(new ProducerRecord<>(topic, 0, key, value)),
                    "write to the topic " + topic,
                    "Write on topic " + topic);
        }
    }
}
