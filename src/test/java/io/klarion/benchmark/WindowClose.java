package io.klarion.benchmark;

import com.sun.management.ThreadMXBean;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.EvidenceJudge;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.InMemoryState;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PaneDelta;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.protocol.Stage2Output;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What it takes to close one window of very many features and segments that differ from their reference by chance. With more than one thread, groups are spread
 * as over internal partitions, each with its own stage 2.
 */
class WindowClose {

    private static final SourcePartition PARTITION = new SourcePartition(Workload.TOPIC, 0);
    private static final SortedMap<String, Integer> MANIFEST = new TreeMap<>(Map.of(Workload.TOPIC, 1));
    private static final long MINUTE = 60_000;
    private static final int IN_A_CELL = 60;
    private static final int WINDOWS = Integer.getInteger("benchmark.windows", 4);
    private static final boolean ENCODES = Boolean.parseBoolean(System.getProperty("benchmark.encode", "true"));

    private final int features = Integer.getInteger("benchmark.features", 10_000);
    private final int segments = Integer.getInteger("benchmark.segments", 100);
    private final int threads = Integer.getInteger("benchmark.threads", 1);
    private final Monitor monitor = Workload.USUAL
            .withFields(features, features)
            .withSegments(segments)
            .monitor(Boolean.getBoolean("benchmark.independent") ? Workload.INDEPENDENT : Workload.DEPENDENT);

    @Test
    void tenThousandFeaturesInAHundredSegments() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<InternalPartition> partitions = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                partitions.add(new InternalPartition(i));
            }
            for (int window = 0; window < WINDOWS; window++) {
                long start = Workload.BEGIN + window * MINUTE;
                double merged = seconds(pool, partitions, partition -> partition.fill(start));
                forgetPeaks();
                double closed = seconds(pool, partitions, partition -> partition.close(start));
                print(partitions, merged, closed);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** On the clock, until all are done. */
    private static double seconds(ExecutorService pool, List<InternalPartition> partitions, Step step)
            throws Exception {
        long before = System.nanoTime();
        List<Callable<Void>> calls = new ArrayList<>();
        for (InternalPartition partition : partitions) {
            calls.add(() -> {
                step.of(partition);
                return null;
            });
        }
        for (Future<Void> done : pool.invokeAll(calls)) {
            done.get();
        }
        return (System.nanoTime() - before) / 1e9;
    }

    private interface Step {
        void of(InternalPartition partition);
    }

    private void print(List<InternalPartition> partitions, double merged, double closed) {
        long peak = heapPeak();
        System.gc();
        double judging = partitions.stream().mapToDouble(one -> one.judging).sum();
        double encoding = partitions.stream().mapToDouble(one -> one.encoding).sum();
        long bytes = partitions.stream().mapToLong(one -> one.bytes).sum();
        long judged = partitions.stream().mapToLong(one -> one.judged).sum();
        long allocated = partitions.stream().mapToLong(one -> one.allocated).sum();
        System.out.printf(
                "%,d features × %,d segments, %d threads: merged in %.2f s; closed, judged and encoded in %.2f s:"
                        + " %.2f CPU s and %,d bytes each to judge %,d features, %.2f to encode %,d MB; heap %,d MB at most, %,d after gc%n",
                features,
                segments,
                threads,
                merged,
                closed,
                judging,
                allocated / Math.max(1, judged),
                judged,
                encoding,
                bytes >> 20,
                peak >> 20,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    }

    private static void forgetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** The groups of one thread. */
    private final class InternalPartition implements Stage2Output {

        private final ThreadMXBean cpu = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final Stage2 stage =
                new Stage2(List.of(monitor), MANIFEST, new InMemoryState(), new EvidenceJudge(List.of(monitor)), this);
        private final int number;
        private long offset;
        private int marks;
        private double judging;
        private double encoding;
        private long bytes;
        private long judged;
        private long allocated;

        InternalPartition(int number) {
            this.number = number;
        }

        void fill(long start) {
            SplittableRandom random = new SplittableRandom(start + number);
            CellLayout layout = monitor.layout();
            for (int group = number; group < segments * layout.chunks(); group += threads) {
                int chunk = group % layout.chunks();
                long[] counts = new long[layout.chunkCells(chunk)];
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = Math.round(IN_A_CELL + Math.sqrt(IN_A_CELL) * random.nextGaussian());
                }
                PaneDelta pane = new PaneDelta(start, start + MINUTE, 20L * IN_A_CELL, counts);
                String segment = "segment-" + group / layout.chunks();
                stage.apply(
                        offset++,
                        new Message.Delta(monitor.name(), monitor.generation(), segment, chunk, List.of(pane)));
            }
        }

        void close(long start) {
            encoding = 0;
            bytes = 0;
            judged = 0;
            allocated = -cpu.getCurrentThreadAllocatedBytes();
            long before = cpu.getCurrentThreadCpuTime();
            PartitionMark mark = new PartitionMark(
                    PARTITION, start + MINUTE, PartitionMark.Status.ACTIVE, marks - 1, marks, marks, 1, 0);
            marks++;
            stage.apply(offset++, new Message.Marker(List.of(mark), MANIFEST));
            while (stage.close(50) == 50) {
                // more are waiting
            }
            judging = (cpu.getCurrentThreadCpuTime() - before) / 1e9 - encoding;
            allocated += cpu.getCurrentThreadAllocatedBytes();
        }

        @Override
        public void verdict(Verdict verdict, Set<String> firing) {
            long before = cpu.getCurrentThreadCpuTime();
            allocated += cpu.getCurrentThreadAllocatedBytes();
            bytes += ENCODES ? VerdictJson.write(verdict).length : 0;
            allocated -= cpu.getCurrentThreadAllocatedBytes();
            encoding += (cpu.getCurrentThreadCpuTime() - before) / 1e9;
            judged += verdict.features().size();
        }

        @Override
        public void alert(Alert alert) {
            // not what is measured
        }

        @Override
        public void anomaly(Anomaly anomaly, String name, long affected) {
            throw new IllegalStateException(anomaly + " of " + affected + " records");
        }

        @Override
        public void finding(Finding finding) {
            throw new IllegalStateException(finding.toString());
        }
    }
}
