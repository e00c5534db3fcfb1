package io.klarion.benchmark;

import com.sun.management.ThreadMXBean;
import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PartitionInput;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import io.klarion.core.protocol.Stage1Output;
import io.klarion.core.protocol.Tally;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one record costs from its bytes to the counts in the heap, in this JVM, without Kafka.
 *
 * @param recordBytes mean size of a record
 * @param cpuNanos CPU time of the thread for a record, median of the rounds
 * @param leastNanos the same, the least of them: what else the machine does can only make a round dearer
 * @param allocatedBytes allocated by the thread for a record in the last round, once all buckets are there
 * @param drainNanos CPU time of one drain
 * @param heldBytes by how much the heap is larger once all records are counted and nothing is drained, garbage collected
 */
record StageOneCost(
        double recordBytes,
        double cpuNanos,
        double leastNanos,
        double allocatedBytes,
        double drainNanos,
        long heldBytes) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 5;
    /* Each segment has so many records, or more. */
    private static final int SEGMENTS_SEEN = 2;
    private static final long MOST_COPIES = 100;
    private static final long CELLS_TO_SEE = 1_000_000;
    private static final double BYTES_A_ROUND = 30e6;

    /** Measures with the product's decoder. */
    static StageOneCost of(Workload workload) {
        return of(workload, JsonRecordDecoder::new);
    }

    /** Measures with any. */
    static StageOneCost of(Workload workload, Function<TopicPlan, JsonRecordDecoder> decoders) {
        Monitor monitor = workload.monitor();
        byte[][] records = workload.records(
                Math.max(200, Math.max(60_000 / workload.fields(), SEGMENTS_SEEN * workload.segments())));
        JsonRecordDecoder decoder = decoders.apply(TopicPlan.of(List.of(monitor)));
        Run run = new Run(monitor, decoder, new BinnedRecord());
        double bytes = 0;
        for (byte[] record : records) {
            bytes += (double) record.length / records.length;
        }
        run.read(records, 1);
        long held = held(monitor, workload.segments(), run, records);
        run.drain();
        int repeats = (int) Math.ceil(BYTES_A_ROUND / bytes / records.length);
        List<Double> nanos = new ArrayList<>();
        List<Double> drains = new ArrayList<>();
        double allocated = 0;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            run.read(records, 1);
            long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            long before = THREADS.getCurrentThreadCpuTime();
            run.read(records, repeats);
            long after = THREADS.getCurrentThreadCpuTime();
            allocated = (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore) / (double) repeats / records.length;
            long drain = run.drain();
            if (round >= WARM_UP) {
                nanos.add((after - before) / (double) repeats / records.length);
                drains.add((double) drain);
            }
        }
        return new StageOneCost(
                bytes, Figures.median(nanos), Collections.min(nanos), allocated, Figures.median(drains), held);
    }

    /* Of several alike where one is small, so that what else lives in the heap does not show. */
    private static long held(Monitor monitor, int segments, Run first, byte[][] records) {
        long cells = (long) monitor.layout().cells() * segments;
        List<Run> runs = new ArrayList<>();
        for (long i = 0; i < Math.max(1, Math.min(MOST_COPIES, CELLS_TO_SEE / cells)); i++) {
            runs.add(new Run(monitor, first.decoder, first.record));
        }
        long empty = heap();
        runs.forEach(run -> run.read(records, 1));
        long full = heap();
        runs.forEach(Run::drain);
        return Math.max(0, (full - empty) / runs.size());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static final class Run implements Stage1Output {

        private final JsonRecordDecoder decoder;
        private final EventTimeRule rule;
        private final Stage1 stage;
        private final PartitionInput input;
        private final BinnedRecord record;
        private long highest;
        private long offset;

        Run(Monitor monitor, JsonRecordDecoder decoder, BinnedRecord record) {
            this.decoder = decoder;
            this.record = record;
            this.rule = new EventTimeRule(monitor.eventTime());
            this.stage = new Stage1(List.of(monitor), new TreeMap<>(Map.of(Workload.TOPIC, 1)), Map.of());
            this.input = stage.input(new SourcePartition(Workload.TOPIC, 0));
        }

        void read(byte[][] records, int times) {
            for (int i = 0; i < times; i++) {
                for (byte[] bytes : records) {
                    decoder.decode(bytes, record);
                    rule.apply(record, Workload.BEGIN, highest);
                    highest = Math.max(highest, record.eventTime);
                    input.accept(offset++, Workload.BEGIN, record);
                }
            }
        }

        long drain() {
            long before = THREADS.getCurrentThreadCpuTime();
            stage.drain(this);
            return THREADS.getCurrentThreadCpuTime() - before;
        }

        @Override
        public void delta(Message.Delta delta) {
            // only the making of it is measured
        }

        @Override
        public void quarantined(Quarantined rejected) {
            throw new IllegalStateException("record: must be counted, was rejected: " + rejected);
        }

        @Override
        public void tally(Tally tally) {
            // only the making of it is measured
        }

        @Override
        public void marker(Message.Marker marker) {
            // only the making of it is measured
        }
    }
}
