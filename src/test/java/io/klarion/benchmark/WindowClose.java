package io.klarion.benchmark;

import com.sun.management.ThreadMXBean;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What it takes to close one window of very many features and segments, on one thread. */
class WindowClose {

    private static final SourcePartition PARTITION = new SourcePartition(Workload.TOPIC, 0);
    private static final long MINUTE = 60_000;
    private static final int IN_A_CELL = 50;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long verdicts;
    private long features;

    @Test
    void tenThousandFeaturesInAHundredSegments() {
        int count = Integer.getInteger("benchmark.features", 10_000);
        int segments = Integer.getInteger("benchmark.segments", 100);
        Monitor monitor =
                Workload.USUAL.withFields(count, count).withSegments(segments).monitor();
        SortedMap<String, Integer> manifest = new TreeMap<>(Map.of(Workload.TOPIC, 1));
        Stage2 stage = new Stage2(
                List.of(monitor), manifest, new InMemoryState(), new EvidenceJudge(List.of(monitor)), output());
        long offset = 0;
        for (int window = 0; window < 4; window++) {
            long start = Workload.BEGIN + window * MINUTE;
            long before = threads.getCurrentThreadCpuTime();
            offset = fill(stage, monitor, segments, start, offset);
            long filled = threads.getCurrentThreadCpuTime();
            PartitionMark mark = new PartitionMark(
                    PARTITION, start + MINUTE, PartitionMark.Status.ACTIVE, window - 1, window, window, 1, 0);
            stage.apply(offset++, new Message.Marker(List.of(mark), manifest));
            verdicts = 0;
            features = 0;
            while (stage.close(50) == 50) {
                // more are waiting
            }
            long closed = threads.getCurrentThreadCpuTime();
            System.gc();
            System.out.printf(
                    "%,d features × %,d segments: merged in %.2f CPU s, closed and judged in %.2f CPU s"
                            + " (%,d verdicts of %,d features), heap after gc %,d MB%n",
                    count,
                    segments,
                    (filled - before) / 1e9,
                    (closed - filled) / 1e9,
                    verdicts,
                    features,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
        }
    }

    private static long fill(Stage2 stage, Monitor monitor, int segments, long start, long firstOffset) {
        SplittableRandom random = new SplittableRandom(start);
        CellLayout layout = monitor.layout();
        long offset = firstOffset;
        for (int s = 0; s < segments; s++) {
            for (int chunk = 0; chunk < layout.chunks(); chunk++) {
                long[] counts = new long[layout.chunkCells(chunk)];
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = IN_A_CELL + random.nextLong(20);
                }
                PaneDelta pane = new PaneDelta(start, start + MINUTE, 20L * IN_A_CELL, counts);
                stage.apply(
                        offset++,
                        new Message.Delta(monitor.name(), monitor.generation(), "segment-" + s, chunk, List.of(pane)));
            }
        }
        return offset;
    }

    private Stage2Output output() {
        return new Stage2Output() {
            @Override
            public void verdict(Verdict verdict, Set<String> firing) {
                verdicts++;
                features += verdict.features().size();
            }

            @Override
            public void alert(Alert alert) {
                // not what is measured
            }

            @Override
            public void anomaly(Anomaly anomaly, String monitor, long records) {
                throw new IllegalStateException(anomaly + " of " + records + " records");
            }

            @Override
            public void finding(Finding finding) {
                throw new IllegalStateException(finding.toString());
            }
        };
    }
}
