package io.klarion.topology;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.EffectiveTime;
import io.klarion.core.reference.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the topic of references says, put into force: records of {@code monitor|version|digest} and a reference file each. One
 * that is not fit is told and passed over, and the last good one stays. Thread-safe.
 */
public final class PublishedReferences {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedReferences.class);

    private final List<Monitor> monitors;
    private int revision;

    /** Begins with what is configured. */
    public PublishedReferences(List<Monitor> monitors) {
        this.monitors = new ArrayList<>(monitors);
    }

    /** The key of a version on the topic: with its content, so that of two published at once none replaces the other. */
    static String key(String monitor, Reference version) {
        return monitor + "|" + version.version() + "|" + version.digest();
    }

    void accept(ConsumerRecord<byte[], byte[]> record) {
        accept(
                record.topic() + "-" + record.partition() + "@" + record.offset(),
                record.timestamp(),
                record.key(),
                record.value());
    }

    /**
     * Takes a record in, whatever it holds.
     *
     * @param place where it stands, for messages
     * @param timestamp its own, epoch milliseconds
     */
    public synchronized void accept(String place, long timestamp, byte @Nullable [] name, byte @Nullable [] value) {
        String key = name == null ? "" : new String(name, StandardCharsets.UTF_8);
        for (int i = 0; i < monitors.size(); i++) {
            Monitor monitor = monitors.get(i);
            if (key.startsWith(monitor.name() + "|") && value != null) {
                try {
                    monitors.set(i, with(monitor, place, timestamp, value));
                    revision++;
                } catch (RuntimeException e) {
                    // whatever somebody has written there, it must not stop who follows
                    LOG.warn(
                            "monitor {}: a published reference is passed over, what was in force stays: {}",
                            monitor.name(),
                            e.getMessage());
                }
            }
        }
    }

    private static Monitor with(Monitor monitor, String place, long timestamp, byte[] value) {
        Reference published = ReferenceJson.parse(place, new String(value, StandardCharsets.UTF_8));
        Reference fit = published
                .over(monitor.layout())
                .orElseThrow(() -> new IllegalArgumentException(
                        place + ": cells: must be those of monitor " + monitor.name() + ", was of others"));
        List<Reference> versions = new ArrayList<>(monitor.references());
        Optional<Reference> before = versions.stream()
                .filter(one -> one.id().equals(fit.id()))
                .max(Comparator.comparingInt(Reference::version));
        if (before.isEmpty()) {
            throw new IllegalArgumentException(
                    place + ": id: must be that of a reference of monitor " + monitor.name() + ", was " + fit.id());
        }
        if (fit.version() <= before.get().version()) {
            throw new IllegalArgumentException(
                    place + ": version: must be above " + before.get().version() + ", was " + fit.version());
        }
        long from = EffectiveTime.of(
                Math.max(fit.effectiveFrom(), before.get().effectiveFrom()),
                timestamp,
                lead(monitor),
                monitor.window());
        versions.add(fit.as(fit.version(), from));
        LOG.info(
                "monitor {}: reference {} version {} is in force from {}",
                monitor.name(),
                fit.id(),
                fit.version(),
                java.time.Instant.ofEpochMilli(from));
        return monitor.with(versions);
    }

    /** How far event times of a monitor may be ahead of the clock. */
    static long lead(Monitor monitor) {
        long lead = monitor.eventTime().maxLead();
        return lead == EventTimeSpec.NO_LEAD_GUARD ? 0 : lead;
    }

    /** Grows with every version accepted. */
    synchronized int revision() {
        return revision;
    }

    /** The monitors with all versions accepted. */
    public synchronized List<Monitor> monitors() {
        return List.copyOf(monitors);
    }
}
