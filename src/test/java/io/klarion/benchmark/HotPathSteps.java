package io.klarion.benchmark;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.divergence.CutCells;
import io.klarion.core.divergence.Divergences;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.Evidence;
import io.klarion.core.divergence.EvidenceFormula;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.OrderLaw;
import io.klarion.core.divergence.OrderedCells;
import io.klarion.core.divergence.SharePair;
import io.klarion.core.divergence.SignificanceTest;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.monitor.Judge;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.EvidenceJudge;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.InMemoryState;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PaneDelta;
import io.klarion.core.protocol.PartitionInput;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.protocol.Stage2Output;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a record and a window go through, step by step, each on the one before: records of 30 fields, all monitored, in
 * 20 intervals or categories.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HotPathSteps {

    private static final int RECORDS = 2000;
    private static final int IN_A_CELL = 50;
    private static final EffectiveSizes SIZES = new EffectiveSizes(1000, 1000, 1.5, 99);

    private final Monitor monitor = Workload.USUAL.monitor();
    private final byte[][] records = Workload.USUAL.records(RECORDS);
    private final JsonRecordDecoder decoder = new JsonRecordDecoder(TopicPlan.of(List.of(monitor)));
    private final BinnedRecord record = new BinnedRecord();
    private final EventTimeRule rule = new EventTimeRule(monitor.eventTime());
    private final PartitionInput input = new Stage1(
                    List.of(monitor), new TreeMap<>(Map.of(Workload.TOPIC, 1)), Map.of())
            .input(new SourcePartition(Workload.TOPIC, 0));
    private final NumericBinning binning =
            (NumericBinning) monitor.layout().feature(0).binning();
    private final OrderedCells order = OrderedCells.of(binning);
    private final CutCells cut = CutCells.of(binning);
    private final double[] values = new SplittableRandom(1).doubles(RECORDS).toArray();
    private final long[] counts = counts(monitor.layout());
    private final long[] ofFeature = Arrays.copyOf(counts, binning.cells());
    private final long[] reference =
            monitor.references().get(0).pooled().features().get(0).counts();
    private final SharePair shares = SharePair.of(ofFeature, reference, Smoothing.additive(0.5));
    private final Judge judge = Judge.of(monitor);
    private final Stage2 merging = new Stage2(
            List.of(monitor),
            new TreeMap<>(Map.of(Workload.TOPIC, 1)),
            new InMemoryState(),
            new EvidenceJudge(List.of(monitor)),
            new Nowhere());
    private final Message delta = new Message.Delta(
            monitor.name(),
            monitor.generation(),
            "segment",
            0,
            List.of(new PaneDelta(Workload.BEGIN, Workload.BEGIN + 60_000, 20L * IN_A_CELL, counts)));
    private final Verdict verdict = judged();

    private int next;
    private long highest;
    private long offset;
    private long mergeOffset;

    private static long[] counts(CellLayout layout) {
        SplittableRandom random = new SplittableRandom(1);
        long[] counts = new long[layout.chunkCells(0)];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = IN_A_CELL + random.nextLong(20);
        }
        return counts;
    }

    private byte[] nextRecord() {
        next = (next + 1) % RECORDS;
        return records[next];
    }

    /** The cell of one number. */
    @Benchmark
    public int bin() {
        next = (next + 1) % RECORDS;
        return binning.cellOf(values[next]);
    }

    /** From the bytes of a record to the cell of each of its fields. */
    @Benchmark
    public long decodeAndBin() {
        decoder.decode(nextRecord(), record);
        return record.eventTime;
    }

    /** The same, and counted: all that stage 1 does for a record. */
    @Benchmark
    public long decodeBinAndCount() {
        decoder.decode(nextRecord(), record);
        rule.apply(record, Workload.BEGIN, highest);
        highest = Math.max(highest, record.eventTime);
        input.accept(offset++, Workload.BEGIN, record);
        return highest;
    }

    /** What came of one segment in one drain, added to its pane. */
    @Benchmark
    public boolean merge() {
        return merging.apply(mergeOffset++, delta);
    }

    /** All nine measures of one feature of 24 cells. */
    @Benchmark
    public Map<Measure, Double> divergence() {
        return Divergences.all(SharePair.of(ofFeature, reference, Smoothing.additive(0.5)), order);
    }

    /** What each cell of one feature adds. */
    @Benchmark
    public double[] contributions() {
        return Divergences.contributions(Measure.KL, shares, order);
    }

    /** The bounds of one feature. */
    @Benchmark
    public Evidence evidence() {
        return EvidenceFormula.of(Measure.KL, ofFeature, reference, SIZES, DetectSpec.DEFAULT.confidence());
    }

    /** The p-value of one feature. */
    @Benchmark
    public double significance() {
        return SignificanceTest.pValue(ofFeature, reference, cut, SIZES, OrderLaw.independent());
    }

    /** The whole verdict on a window of 30 features. */
    @Benchmark
    public Verdict judged() {
        return judge.judge(new WindowCounts(
                Segment.ALL,
                Workload.BEGIN,
                Workload.BEGIN + 60_000,
                0,
                Completeness.COMPLETE,
                true,
                20L * IN_A_CELL,
                0,
                0,
                counts));
    }

    /** The same verdict as JSON. */
    @Benchmark
    public byte[] encoded() {
        return VerdictJson.write(verdict);
    }

    /* Merging alone says nothing. */
    private static final class Nowhere implements Stage2Output {
        @Override
        public void verdict(Verdict closed, Set<String> firing) {
            throw new IllegalStateException("verdict: must not come, no window closes");
        }

        @Override
        public void alert(Alert alert) {
            throw new IllegalStateException(alert.toString());
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
