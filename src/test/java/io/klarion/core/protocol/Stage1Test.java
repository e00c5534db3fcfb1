package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Stage1Test {

    private static final SourcePartition P0 = new SourcePartition("t", 0);
    private static final Monitor TENS = new SampleMonitor("m").outOfOrder(2).build();

    private final List<String> lines = new ArrayList<>();
    private Stage1 stage;

    private final List<PartitionMark> marks = new ArrayList<>();
    private final List<Integer> panesOfDeltas = new ArrayList<>();

    /* What a drain hands out, as lines. */
    private final Stage1Output out = new Stage1Output() {
        @Override
        public void delta(Message.Delta delta) {
            panesOfDeltas.add(delta.panes().size());
            for (PaneDelta pane : delta.panes()) {
                String from = pane.from() == WindowSpec.LATE_FOR_ALL ? "never" : String.valueOf(pane.from());
                lines.add(delta.monitor() + " " + delta.segment() + " part " + delta.chunk() + " pane " + pane.pane()
                        + " from " + from + ": " + pane.records() + " " + Arrays.toString(pane.counts()));
            }
        }

        @Override
        public void quarantined(Quarantined record) {
            lines.add("quarantine " + record.partition() + "@" + record.offset() + " at " + record.timestamp() + " "
                    + record.reason() + " " + record.detail());
        }

        @Override
        public void tally(Tally tally) {
            lines.add("tally " + tally.partition() + " read " + tally.read() + " rejected " + tally.rejected() + " "
                    + tally.monitors());
        }

        @Override
        public void marker(Message.Marker marker) {
            marker.marks().forEach(mark -> lines.add(text(mark)));
            marks.addAll(marker.marks());
        }
    };

    private static String text(PartitionMark mark) {
        String watermark = mark.watermark() == WindowSpec.NO_WATERMARK ? "none" : String.valueOf(mark.watermark());
        return "mark " + mark.partition() + " " + watermark + " " + mark.status() + " offsets " + mark.firstOffset()
                + ".." + mark.lastOffset() + " read " + mark.read() + " rejected " + mark.rejected();
    }

    @BeforeEach
    void countWithTens() {
        stage = stageOf(Map.of(), TENS);
    }

    private static Stage1 stageOf(Map<SourcePartition, Long> endOffsets, Monitor... monitors) {
        return new Stage1(List.of(monitors), new TreeMap<>(Map.of("t", 1)), endOffsets);
    }

    private List<String> drained() {
        lines.clear();
        stage.drain(out);
        return List.copyOf(lines);
    }

    /* A record with as many features as all monitors have together, all of them red. */
    private static BinnedRecord record(long eventTime, long watermark, String... segments) {
        BinnedRecord record = new BinnedRecord();
        record.eventTime = eventTime;
        record.watermark = watermark;
        record.segments = segments;
        record.cells = new int[300];
        return record;
    }

    private boolean read(long offset, long eventTime, long watermark) {
        return stage.input(P0).accept(offset, 1000 + offset, record(eventTime, watermark, "de"));
    }

    private boolean reject(long offset, long watermark) {
        BinnedRecord record = record(0, watermark, "de");
        record.setRaw("{".getBytes(StandardCharsets.UTF_8), 0, 1);
        record.reject(RejectReason.MALFORMED, "at byte 1");
        return stage.input(P0).accept(offset, 1000 + offset, record);
    }

    @Test
    void aDrainHandsOutDeltasThenQuarantineThenTheTallyThenTheMark() {
        read(4, 12, WindowSpec.NO_WATERMARK);
        read(5, 15, 10);
        reject(7, 13);
        assertThat(drained())
                .containsExactly(
                        "mark t-0 none ACTIVE offsets 4..7 read 0 rejected 0",
                        "m de part 0 pane 10 from 20: 2 [2, 0, 0, 0]",
                        "quarantine t-0@7 at 1007 MALFORMED at byte 1",
                        "tally t-0 read 3 rejected {MALFORMED=1} {m=OfMonitor[counted=2, late=0, partlyLate=0]}",
                        "mark t-0 13 ACTIVE offsets 4..7 read 3 rejected 1");
    }

    @Test
    void aSecondDrainHandsOutOnlyWhatCameSince() {
        read(0, 12, WindowSpec.NO_WATERMARK);
        drained();
        assertThat(drained()).isEmpty();
        read(1, 21, 10);
        assertThat(drained())
                .containsExactly(
                        "m de part 0 pane 20 from 30: 1 [1, 0, 0, 0]",
                        "tally t-0 read 1 rejected {} {m=OfMonitor[counted=1, late=0, partlyLate=0]}",
                        "mark t-0 19 ACTIVE offsets 1..1 read 1 rejected 0");
    }

    @Test
    void onlyTheFirstRecordAfterADrainAsksForOne() {
        assertThat(stage.isClean()).isTrue();
        assertThat(read(0, 12, WindowSpec.NO_WATERMARK)).isTrue();
        assertThat(read(1, 12, 10)).isFalse();
        assertThat(stage.isClean()).isFalse();
        drained();
        assertThat(stage.isClean()).isTrue();
        assertThat(reject(2, 10)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"19, 20", "20, 30", "29, 30", "30, never"})
    void latenessIsDecidedByTheWatermarkBeforeTheRecord(long watermark, String from) {
        stage = stageOf(
                Map.of(),
                new SampleMonitor("m").windows(new WindowSpec(20, 10, 0, 0)).build());
        read(0, 12, watermark);
        String counts = from.equals("never") ? "[]" : "[1, 0, 0, 0]";
        String fate = switch (from) {
            case "20" -> "counted=1, late=0, partlyLate=0";
            case "30" -> "counted=1, late=0, partlyLate=1";
            default -> "counted=0, late=1, partlyLate=0";
        };
        assertThat(drained())
                .contains(
                        "m de part 0 pane 10 from " + from + ": 1 " + counts,
                        "tally t-0 read 1 rejected {} {m=OfMonitor[" + fate + "]}");
    }

    @Test
    void aHeartbeatCarriesTheWatermarkOfTheLastDrain() {
        read(0, 12, WindowSpec.NO_WATERMARK);
        assertThat(heartbeat()).containsExactly("mark t-0 none ACTIVE offsets -1..-1 read 0 rejected 0");
        drained();
        read(1, 50, 10);
        assertThat(heartbeat()).containsExactly("mark t-0 10 ACTIVE offsets -1..-1 read 0 rejected 0");
    }

    private List<String> heartbeat() {
        return stage.heartbeat().marks().stream().map(Stage1Test::text).toList();
    }

    @Test
    void aRestoredWatermarkShowsInTheNextDrain() {
        read(0, 12, 40);
        assertThat(drained()).last().isEqualTo("mark t-0 40 ACTIVE offsets 0..0 read 1 rejected 0");
    }

    @Test
    void onlyTouchedPartitionsAreMarkedByADrain() {
        stage.input(new SourcePartition("t", 1));
        read(0, 12, WindowSpec.NO_WATERMARK);
        assertThat(drained()).filteredOn(line -> line.startsWith("mark t-1")).hasSize(1);
        read(1, 12, 10);
        assertThat(drained()).noneMatch(line -> line.startsWith("mark t-1"));
    }

    @Test
    void anAddedPartitionIsAnnouncedBeforeItsCounts() {
        read(0, 12, WindowSpec.NO_WATERMARK);
        drained();
        SourcePartition added = new SourcePartition("t", 1);
        stage.input(added).accept(0, 0, record(12, WindowSpec.NO_WATERMARK, "de"));
        assertThat(drained())
                .startsWith(
                        "mark t-0 10 ACTIVE offsets -1..-1 read 0 rejected 0",
                        "mark t-1 none ACTIVE offsets 0..0 read 0 rejected 0");
    }

    @Test
    void idlenessIsDeclaredOnlyWhenQuietAndEndsWithTheNextRecord() {
        read(0, 12, WindowSpec.NO_WATERMARK);
        stage.input(P0).declareIdle();
        assertThat(drained()).last().asString().contains("ACTIVE");
        stage.input(P0).declareIdle();
        assertThat(heartbeat()).containsExactly("mark t-0 10 IDLE offsets -1..-1 read 0 rejected 0");
        read(1, 14, 10);
        assertThat(heartbeat()).containsExactly("mark t-0 10 ACTIVE offsets -1..-1 read 0 rejected 0");
        drained();
        assertThat(heartbeat()).containsExactly("mark t-0 12 ACTIVE offsets -1..-1 read 0 rejected 0");
    }

    @Test
    void aBoundedReadFinishesWithTheRecordBeforeItsEnd() {
        stage = stageOf(Map.of(P0, 6L), TENS);
        read(3, 12, WindowSpec.NO_WATERMARK);
        assertThat(drained()).last().asString().contains("ACTIVE");
        read(5, 13, 10);
        assertThat(heartbeat()).last().asString().contains("ACTIVE");
        assertThat(drained()).last().asString().contains("FINISHED");
        assertThat(heartbeat()).last().asString().contains("FINISHED");
        assertThat(read(6, 14, 11)).isFalse();
        assertThat(drained()).isEmpty();
        stage.input(P0).declareIdle();
        assertThat(heartbeat()).last().asString().contains("FINISHED");
    }

    @Test
    void aBoundedReadOfNothingIsFinishedAtOnce() {
        stage = stageOf(Map.of(P0, 0L), TENS);
        assertThat(stage.input(P0).partition()).isEqualTo(P0);
        assertThat(heartbeat()).containsExactly("mark t-0 none FINISHED offsets -1..-1 read 0 rejected 0");
    }

    @Test
    void inputWhoseEndShowsOnlyThereIsFinishedByHand() {
        read(0, 12, WindowSpec.NO_WATERMARK);
        stage.input(P0).finish();
        assertThat(heartbeat()).last().asString().contains("ACTIVE");
        assertThat(drained()).last().isEqualTo("mark t-0 10 FINISHED offsets 0..0 read 1 rejected 0");
    }

    @Test
    void clearForgetsEverything() {
        read(0, 12, WindowSpec.NO_WATERMARK);
        reject(1, 10);
        assertThat(stage.input(P0).total()).isEqualTo(2);
        stage.clear();
        assertThat(stage.size()).isZero();
        assertThat(drained()).isEmpty();
        assertThat(stage.input(P0).total()).isZero();
        assertThat(heartbeat()).containsExactly("mark t-0 none ACTIVE offsets -1..-1 read 0 rejected 0");
    }

    @Test
    void sizeGrowsWithPanesAndRawBytesAndADrainEndsIt() {
        read(0, 12, WindowSpec.NO_WATERMARK);
        assertThat(stage.size()).isEqualTo(5);
        read(1, 13, 10);
        assertThat(stage.size()).isEqualTo(5);
        read(2, 23, 10);
        assertThat(stage.size()).isEqualTo(10);
        read(3, 3, 100);
        assertThat(stage.size()).isEqualTo(11);
        reject(4, 10);
        assertThat(stage.size()).isEqualTo(12);
        drained();
        assertThat(stage.size()).isZero();
    }

    @Test
    void segmentsBeyondTheLimitAreCountedAsOther() {
        stage = stageOf(
                Map.of(),
                new SampleMonitor("m").segmentedBy("/a", "/b").maxSegments(2).build());
        for (String segment : List.of("x", "y", "z", "x", "z", "w")) {
            stage.input(P0).accept(0, 0, record(1, WindowSpec.NO_WATERMARK, segment));
        }
        assertThat(drained())
                .contains(
                        "m (other)\u001f(other) part 0 pane 0 from 10: 3 [3, 0, 0, 0]",
                        "m x part 0 pane 0 from 10: 2 [2, 0, 0, 0]",
                        "m y part 0 pane 0 from 10: 1 [1, 0, 0, 0]");
        stage.input(P0).accept(0, 0, record(1, WindowSpec.NO_WATERMARK, "z"));
        assertThat(drained()).contains("m (other)\u001f(other) part 0 pane 0 from 10: 1 [1, 0, 0, 0]");
        stage.clear();
        stage.input(P0).accept(0, 0, record(1, WindowSpec.NO_WATERMARK, "z"));
        assertThat(drained()).contains("m z part 0 pane 0 from 10: 1 [1, 0, 0, 0]");
    }

    @Test
    void everyMonitorOfTheTopicCountsItsOwnCells() {
        Monitor three = new SampleMonitor("three").features(3).build();
        Monitor elsewhere = new SampleMonitor("elsewhere").reads("u").build();
        stage = stageOf(Map.of(), elsewhere, three, TENS);
        BinnedRecord record = record(12, WindowSpec.NO_WATERMARK, "de", "fr");
        record.cells = new int[] {0, 1, 2, 3};
        stage.input(P0).accept(0, 0, record);
        assertThat(drained())
                .contains(
                        "m fr part 0 pane 10 from 20: 1 [0, 0, 0, 1]",
                        "three de part 0 pane 10 from 20: 1 [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]")
                .noneMatch(line -> line.startsWith("elsewhere"));
    }

    @Test
    void manyFeaturesTravelInParts() {
        stage = stageOf(Map.of(), new SampleMonitor("m").features(257).build());
        read(0, 12, WindowSpec.NO_WATERMARK);
        List<String> parts =
                drained().stream().filter(line -> line.contains(" part ")).toList();
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0)).startsWith("m de part 0 pane 10 from 20: 1 [1, 0, 0, 0, 1, 0,");
        assertThat(parts.get(1)).isEqualTo("m de part 1 pane 10 from 20: 1 [1, 0, 0, 0]");
    }

    /* A day of old records in one drain was one message of megabytes, which no broker took. */
    @Test
    void theManyPanesOfOldRecordsAreHandedOutInSeveralDeltas() {
        stage = stageOf(Map.of(), new SampleMonitor("m").features(256).build());
        for (int i = 0; i < 150; i++) {
            stage.input(P0).accept(i, 0, record(10L * i, WindowSpec.NO_WATERMARK, "de"));
        }
        drained();

        assertThat(panesOfDeltas).containsExactly(64, 64, 22);
        assertThat(lines.stream().filter(line -> line.startsWith("m de part 0 pane ")))
                .hasSize(150)
                .doesNotHaveDuplicates();
    }

    @Test
    void aTopicThatNoMonitorReadsIsReadAllTheSame() {
        stage = stageOf(Map.of(), new SampleMonitor("m").reads("u").build());
        stage.input(P0).accept(0, 0, record(12, WindowSpec.NO_WATERMARK));
        assertThat(drained())
                .contains("tally t-0 read 1 rejected {} {}", "mark t-0 12 ACTIVE offsets 0..0 read 1 rejected 0");
    }

    @Test
    void aMarkNamesTheLastRecordBeforeItOfTheSameLife() {
        read(4, 12, WindowSpec.NO_WATERMARK);
        read(5, 12, 2);
        assertThat(previousOffset()).as("of the first mark").isEqualTo(-1);
        read(9, 12, 2);
        assertThat(previousOffset()).as("over a drain").isEqualTo(5);
        stage.clear();
        read(11, 12, 2);
        assertThat(previousOffset()).as("of another life").isEqualTo(-1);
    }

    private long previousOffset() {
        marks.clear();
        drained();
        return marks.get(marks.size() - 1).previousOffset();
    }
}
