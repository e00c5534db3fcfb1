package io.klarion.cli;

import io.klarion.codec.DecodeLimits;
import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import io.klarion.topology.TopicRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds where windows can be whole in topics whose oldest records are gone. For one thread. */
final class CutBeginning {

    /* A partition whose first records are all unfit is given up. */
    private static final int MOST = 10_000;

    private final List<Monitor> monitors;
    private final Set<SourcePartition> open;
    private final Map<SourcePartition, Integer> looked = new HashMap<>();
    private final BinnedRecord decoded = new BinnedRecord();
    private OptionalLong latest = OptionalLong.empty();

    private CutBeginning(List<Monitor> monitors, Set<SourcePartition> cut) {
        this.monitors = monitors;
        this.open = new TreeSet<>(cut);
    }

    /**
     * The event time of the first record that is there of the partition that begins last, among those whose older
     * records are gone; empty where none are.
     */
    static OptionalLong of(TopicRange records, List<Monitor> monitors) {
        CutBeginning beginning = new CutBeginning(monitors, records.cut());
        if (!beginning.open.isEmpty()) {
            records.read(beginning::look);
        }
        return beginning.latest;
    }

    private boolean look(ConsumerRecord<byte[], byte[]> record) {
        SourcePartition partition = new SourcePartition(record.topic(), record.partition());
        if (open.contains(partition)) {
            List<Monitor> readers = Stage1.readersOf(monitors, record.topic()).toList();
            new JsonRecordDecoder(TopicPlan.of(readers), DecodeLimits.DEFAULT).decode(record.value(), decoded);
            new EventTimeRule(readers.get(0).eventTime()).apply(decoded, record.timestamp(), -1);
            if (decoded.rejection == null) {
                latest = OptionalLong.of(Math.max(decoded.eventTime, latest.orElse(Long.MIN_VALUE)));
            }
            if (decoded.rejection == null || looked.merge(partition, 1, Integer::sum) == MOST) {
                open.remove(partition);
            }
        }
        return !open.isEmpty();
    }
}
