package io.klarion.replay;

import io.klarion.codec.DecodeLimits;
import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.Audit;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.EvidenceJudge;
import io.klarion.core.protocol.InMemoryState;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PartitionInput;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import io.klarion.core.protocol.Stage1Output;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.protocol.Suspicion;
import io.klarion.core.protocol.Tally;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The two stages of the live topology and its judge over records that were read before, of any number of partitions.
 * The order in which partitions are mixed does not matter. Single-threaded.
 */
final class RecordedPartitions {

    /* How many records between drains. Any number gives the same verdicts. */
    private static final int BATCH = 10_000;

    private final List<Monitor> monitors;
    private final UnaryOperator<EventTimeSpec> times;
    private final ReplayOutput out;
    private final Stage1 stage1;
    private final Stage2 stage2;
    private final Map<SourcePartition, Lane> lanes = new HashMap<>();
    private final SortedMap<SourcePartition, SortedMap<String, Integer>> ended = new TreeMap<>();
    private final BinnedRecord record = new BinnedRecord();
    private long messages;
    private long taken;

    /* One partition on its way through stage 1. */
    private final class Lane {

        private final PartitionInput input;
        private final JsonRecordDecoder decoder;
        private final EventTimeRule rule;
        private long highest = -1;
        private long first = -1;

        Lane(SourcePartition partition) {
            List<Monitor> readers =
                    Stage1.readersOf(monitors, partition.topic()).toList();
            this.input = stage1.input(partition);
            this.decoder = new JsonRecordDecoder(TopicPlan.of(readers), DecodeLimits.DEFAULT);
            this.rule = new EventTimeRule(times.apply(readers.get(0).eventTime()));
        }

        void take(long offset, long timestamp, byte @Nullable [] value) {
            decoder.decode(value, record);
            take(offset, timestamp, record);
        }

        void take(long offset, long timestamp, BinnedRecord record) {
            rule.apply(record, timestamp, highest);
            input.accept(offset, timestamp, record);
            highest = record.rejection == null ? Math.max(highest, record.eventTime) : highest;
            first = first < 0 ? highest : first;
        }
    }

    /**
     * Partitions that begin.
     *
     * @param manifest the topics and their numbers of partitions
     * @param ends where partitions end, as far as that is known
     * @param times what becomes of the monitors' rules for event times
     */
    RecordedPartitions(
            List<Monitor> monitors,
            SortedMap<String, Integer> manifest,
            Map<SourcePartition, Long> ends,
            UnaryOperator<EventTimeSpec> times,
            ReplayOutput out) {
        this.monitors = monitors;
        this.times = times;
        this.out = out;
        this.stage1 = new Stage1(monitors, manifest, ends);
        this.stage2 = new Stage2(monitors, manifest, new InMemoryState(), new EvidenceJudge(monitors), out);
    }

    /** Says that a partition begins at an offset: nothing before it is missed. */
    void begin(SourcePartition partition, long offset, SortedMap<String, Integer> manifest) {
        lane(partition);
        stage2.apply(messages++, new Message.Marker(List.of(PartitionMark.start(partition, offset)), manifest));
    }

    /** The event time of the first record that was accepted of the one of these partitions that begins last. */
    OptionalLong latestFirst(Collection<SourcePartition> partitions) {
        return partitions.stream()
                .map(this::lane)
                .mapToLong(lane -> lane.first)
                .filter(first -> first >= 0)
                .max();
    }

    private Lane lane(SourcePartition partition) {
        return lanes.computeIfAbsent(partition, Lane::new);
    }

    /**
     * Takes the next record of a partition.
     *
     * @return whether everything taken has just been passed on
     */
    boolean take(SourcePartition partition, long offset, long timestamp, byte @Nullable [] value) {
        lane(partition).take(offset, timestamp, value);
        return passOn();
    }

    /**
     * Takes the next record of a partition, decoded.
     *
     * @return the highest event time the partition has had so far; −1 for none
     */
    long take(SourcePartition partition, long offset, long timestamp, BinnedRecord decoded) {
        Lane lane = lane(partition);
        lane.take(offset, timestamp, decoded);
        passOn();
        return lane.highest;
    }

    /**
     * Says that a partition ends while others go on: it has nothing to add to their windows, which are as complete as
     * if it had never been apart.
     */
    void end(SourcePartition partition, SortedMap<String, Integer> manifest) {
        Lane lane = lane(partition);
        forward();
        lane.input.finish();
        ended.put(partition, manifest);
        raiseEnded();
        closeAll();
    }

    /* What has ended is as far as whatever is furthest: so are the windows of one file that holds all records. */
    private void raiseEnded() {
        long highest =
                lanes.values().stream().mapToLong(lane -> lane.highest).max().orElse(-1);
        if (highest < 0) {
            return;
        }
        long watermark = highest - monitors.get(0).eventTime().outOfOrderness();
        ended.forEach((partition, manifest) -> stage2.apply(
                messages++,
                new Message.Marker(
                        List.of(PartitionMark.heartbeat(partition, watermark, PartitionMark.Status.FINISHED)),
                        manifest)));
    }

    private boolean passOn() {
        boolean isFull = ++taken % BATCH == 0;
        if (isFull) {
            forward();
        }
        return isFull;
    }

    /** Ends every partition and closes every window. */
    void finish() {
        lanes.values().forEach(lane -> lane.input.finish());
        forward();
        stage2.apply(messages++, stage1.heartbeat());
        closeAll();
    }

    private void forward() {
        stage1.drain(new Stage1Output() {
            @Override
            public void delta(Message.Delta delta) {
                stage2.apply(messages++, delta);
            }

            @Override
            public void quarantined(Quarantined rejected) {
                out.quarantined(rejected);
            }

            @Override
            public void tally(Tally tally) {
                out.tally(tally);
            }

            @Override
            public void marker(Message.Marker marker) {
                stage2.apply(messages++, marker);
            }
        });
        settle();
        raiseEnded();
        closeAll();
    }

    /*
     * What is replayed is whole, and whoever reads it has each offset once: those that were passed over hold no
     * records, as live finds when it looks at the topic again.
     */
    private void settle() {
        for (Suspicion suspicion : stage2.suspicions()) {
            if (suspicion.kind() != Suspicion.Kind.GAP) {
                throw new IllegalStateException("records must come once, came again: " + suspicion);
            }
            stage2.settle(suspicion, Audit.of(0, Optional.empty()));
        }
    }

    private void closeAll() {
        stage2.close(Integer.MAX_VALUE);
    }
}
