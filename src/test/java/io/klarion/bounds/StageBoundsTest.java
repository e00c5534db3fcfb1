package io.klarion.bounds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PaneDelta;
import io.klarion.core.protocol.PartitionInput;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import io.klarion.core.protocol.Stage1Output;
import io.klarion.core.protocol.Tally;
import io.klarion.core.window.WindowSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile streams through decoder and stage 1: what is held does not grow with what is in the records. */
@Timeout(120)
class StageBoundsTest {

    private static final int MILLION = 1_000_000;
    private static final int MAX_SEGMENTS = 50;
    /* In units of eight bytes or so: far less than a fourth of a million texts would take. */
    private static final long MOST_HELD = 10_000;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Monitor monitor = monitor();
    private final Stage1 stage = new Stage1(List.of(monitor), new TreeMap<>(Map.of("topic", 1)), Map.of());
    private final PartitionInput input = stage.input(new SourcePartition("topic", 0));
    private final JsonRecordDecoder decoder = new JsonRecordDecoder(TopicPlan.of(List.of(monitor)));
    private final BinnedRecord record = new BinnedRecord();
    private final Drained drained = new Drained();

    /* What a drain hands out, added up. */
    private static final class Drained implements Stage1Output {
        private final Map<Integer, Long> cells = new TreeMap<>();
        private final Set<String> segments = new HashSet<>();
        private final List<Quarantined> quarantined = new ArrayList<>();
        private long records;

        @Override
        public void delta(Message.Delta delta) {
            segments.add(delta.segment());
            for (PaneDelta pane : delta.panes()) {
                records += pane.records();
                for (int cell = 0; cell < pane.counts().length; cell++) {
                    cells.merge(cell, pane.counts()[cell], Long::sum);
                }
            }
        }

        @Override
        public void quarantined(Quarantined record) {
            quarantined.add(record);
        }

        @Override
        public void tally(Tally tally) {}

        @Override
        public void marker(Message.Marker marker) {}
    }

    @ParameterizedTest(name = "in order {0}")
    @ValueSource(longs = {1, 2})
    void aMillionCategoriesAreOneCellInAnyOrder(long seed) {
        int[] order = shuffled(seed);
        long before = heap();
        long most = feed(order.length, i -> "{\"c\":\"" + (order[i] % 100 == 0 ? "red" : "id-" + order[i]) + "\"}");

        assertThat(most).as("held").isLessThan(MOST_HELD);
        assertThat(heap() - before).as("bytes of heap more than before").isLessThan(16 << 20);
        stage.drain(drained);
        assertThat(drained.cells).isEqualTo(Map.of(0, 10_000L, 1, 990_000L, 2, 0L, 3, 0L));
    }

    @Test
    void aMillionSegmentsAreHeldAsManyAsAreAllowedAndNoRecordIsLost() {
        long before = heap();
        long most = feed(MILLION, i -> "{\"s\":\"segment-" + i + "\",\"c\":\"red\"}");

        assertThat(most).as("held").isLessThan(MOST_HELD);
        assertThat(heap() - before).as("bytes of heap more than before").isLessThan(16 << 20);
        stage.drain(drained);
        assertThat(drained.segments).hasSize(MAX_SEGMENTS + 1).contains("(other)");
        assertThat(drained.records).isEqualTo(MILLION);
    }

    @Test
    void aRecordOfTenMegabytesCostsNothingButItsOwnBytes() {
        byte[] bytes = ("{\"c\":\"" + "x".repeat(10 << 20) + "\"}").getBytes(UTF_8);
        decoder.decode(bytes, record);
        long before = thread.getCurrentThreadAllocatedBytes();

        decoder.decode(bytes, record);

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
        assertThat(record.rejection).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(record.detail).isEqualTo("must be at most 1048576 bytes, was 10485768");
    }

    @ParameterizedTest(name = "repeated [{0}]")
    @ValueSource(strings = {"[", "{\"c\":", "9", "{\"c\":[", "\"", "{\"k\":1,\"", "\\u0000", "{\"c\":1},", " "})
    void bombsOfAMegabyteAreRefusedWithinTheirBounds(String piece) {
        byte[] bomb = ("{\"c\":" + piece.repeat((1 << 20) / piece.length() - 6)).getBytes(UTF_8);
        decoder.decode(bomb, record);
        long before = thread.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();

        decoder.decode(bomb, record);

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
        assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
        assertThat(record.rejection).isIn(RejectReason.MALFORMED, RejectReason.LIMIT_EXCEEDED);
    }

    @Test
    void allPoisonIsHeldByItsSizeSoThatACommitCanBeAskedForInTime() {
        byte[] poison = new byte[100_000];
        Arrays.fill(poison, (byte) '{');
        for (int i = 0; i < 100; i++) {
            accept(i, poison);
        }

        assertThat(stage.size()).isBetween(100L * poison.length / Long.BYTES, 101L * poison.length / Long.BYTES);
        stage.drain(drained);
        assertThat(stage.size()).isZero();
        assertThat(drained.quarantined).hasSize(100).allMatch(each -> each.reason() == RejectReason.MALFORMED);
        assertThat(drained.quarantined.get(99).offset()).isEqualTo(99);
        assertThat(drained.records).isZero();
    }

    private long feed(int records, IntFunction<String> json) {
        long most = 0;
        for (int i = 0; i < records; i++) {
            accept(i, json.apply(i).getBytes(UTF_8));
            most = Math.max(most, stage.size());
        }
        return most;
    }

    private void accept(long offset, byte[] bytes) {
        decoder.decode(bytes, record);
        record.watermark = WindowSpec.NO_WATERMARK;
        record.eventTime = 1_767_225_600_000L;
        input.accept(offset, record.eventTime, record);
    }

    private static int[] shuffled(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[MILLION];
        for (int i = 0; i < order.length; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Monitor monitor() {
        return new Monitor(
                "m",
                List.of("topic"),
                new EventTimeSpec("", EventTimeSpec.Unit.MILLIS, 0, EventTimeSpec.NO_LEAD_GUARD),
                List.of("/s"),
                WindowSpec.tumbling(60_000, 0),
                CellLayout.of(
                        List.of(new FeatureCells("c", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("red"))))),
                List.of(new MonitoredFeature("/c", DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, false)),
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(),
                new Monitor.Lifecycle(60_000, MAX_SEGMENTS, 0, 30),
                "generation",
                "config");
    }
}
