package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureSummary;
import io.klarion.core.detect.VerdictSummary;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.divergence.Measure;
import io.klarion.core.monitor.PastWindow;
import io.klarion.core.protocol.GroupRow;
import io.klarion.core.protocol.Hold;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PaneDelta;
import io.klarion.core.protocol.PaneRow;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.ProgressRow;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Suspicion;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.LearnedDispersion;
import io.klarion.core.reference.Wander;
import io.klarion.core.window.WindowSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryFormTest {

    private static final SortedMap<Integer, OtherValues> OTHERS =
            new TreeMap<>(Map.of(3, OtherValues.of(List.of(new OtherValues.Value("kiosk", 200)), true)));

    private static final Message.Delta DELTA = new Message.Delta(
            "loans",
            "sha256:ab",
            "DE",
            1,
            List.of(
                    new PaneDelta(1_767_225_600_000L, 1_767_225_900_000L, 7, new long[] {0, 0, 0, 0, 5, 0, 0, 0, 2, 0}),
                    new PaneDelta(-60_000, WindowSpec.LATE_FOR_ALL, 3, new long[] {}),
                    new PaneDelta(0, 60_000, 300, new long[] {100, 200, 0}, OTHERS)));

    private static final Message.Marker MARKER = new Message.Marker(
            List.of(
                    new PartitionMark(
                            new SourcePartition("loans", 2), 99, PartitionMark.Status.ACTIVE, 7, 10, 20, 11, 1),
                    PartitionMark.heartbeat(
                            new SourcePartition("loans", 3), WindowSpec.NO_WATERMARK, PartitionMark.Status.IDLE)),
            new TreeMap<>(Map.of("loans", 4)));

    private static final GroupRow GROUP = new GroupRow(
            30_000,
            60_000,
            List.of(new AlertState("income", AlertKind.DRIFT, true, Severity.CRITICAL, 1, 2, 3, 4, 5, 6, 7)));

    private static final ProgressRow PROGRESS = new ProgressRow(
            "sha256:ab",
            20_000,
            120_000,
            WindowSpec.NO_WATERMARK,
            40_000,
            new TreeMap<>(Map.of(50_001L, 120_000L)),
            new TreeMap<>(Map.of(Long.MIN_VALUE, 40_000L, 100_000L, 100_000L)),
            new TreeMap<>(Map.of(60_000L, new ProgressRow.Revision(2, true))));

    private static final Hold HOLD = new Hold(
            new SourcePartition("loans", 2),
            60_000,
            List.of(
                    new Suspicion(Suspicion.Kind.GAP, new SourcePartition("loans", 2), 0, 17),
                    new Suspicion(Suspicion.Kind.OVERLAP, new SourcePartition("loans", 2), 5, 9)));

    private static final PastWindow PAST = new PastWindow(
            1_767_225_900_000L, new TreeMap<>(Map.of(0, new long[] {0, 0, 12, 7, 0}, 3, new long[] {300, 0})));

    private static final SortedMap<Integer, LearnedDispersion> LEARNED =
            learned(new Dispersion(0.015, 0.04, 3.5, 30, Optional.of(new Wander(0.02, -0.001))));

    private static SortedMap<Integer, LearnedDispersion> learned(Dispersion dispersion) {
        return new TreeMap<>(Map.of(
                0, new LearnedDispersion(30, dispersion, 512.25),
                3, new LearnedDispersion(4, Dispersion.UNKNOWN, 10)));
    }

    private static final VerdictSummary SUMMARY = new VerdictSummary(
            120_000,
            2,
            1000,
            "loans",
            3,
            List.of(
                    new FeatureSummary(
                            "income",
                            Measure.KL,
                            FeatureState.DRIFT,
                            OptionalDouble.of(0.3),
                            OptionalDouble.of(0.27),
                            OptionalDouble.of(0.33),
                            OptionalDouble.of(0.31),
                            0.1,
                            OptionalDouble.of(0.01)),
                    new FeatureSummary(
                            "age",
                            Measure.PSI,
                            FeatureState.NO_DATA,
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            0.2,
                            OptionalDouble.empty())));

    private static final SortedMap<String, String> TOPIC_IDS =
            new TreeMap<>(Map.of("orders", "abc", "payments", "def"));

    @Test
    void messagesComeBackAsTheyWere() {
        assertThat(MessageCodec.decode(MessageCodec.encode(DELTA)))
                .usingRecursiveComparison()
                .isEqualTo(DELTA);
        assertThat(MessageCodec.decode(MessageCodec.encode(MARKER))).isEqualTo(MARKER);
    }

    @Test
    void rowsComeBackAsTheyWere() {
        PaneRow pane = new PaneRow(5, new long[] {5, 0, Long.MAX_VALUE}, OTHERS);
        assertThat(StateCodec.decodePane(StateCodec.encodePane(pane)))
                .usingRecursiveComparison()
                .isEqualTo(pane);
        assertThat(StateCodec.decodeGroup(StateCodec.encodeGroup(GROUP))).isEqualTo(GROUP);
        assertThat(StateCodec.decodeProgress(StateCodec.encodeProgress(PROGRESS)))
                .isEqualTo(PROGRESS);
        assertThat(StateCodec.decodeOffset(StateCodec.encodeOffset(-1))).isEqualTo(-1);
        assertThat(StateCodec.decodeMark(StateCodec.encodeMark(MARKER.marks().get(0))))
                .isEqualTo(MARKER.marks().get(0));
        assertThat(StateCodec.decodeHold(StateCodec.encodeHold(HOLD))).isEqualTo(HOLD);
        assertThat(SummaryCodec.decode(SummaryCodec.encode(SUMMARY))).isEqualTo(SUMMARY);
        assertThat(StateCodec.decodeTopicIds(StateCodec.encodeTopicIds(TOPIC_IDS)))
                .isEqualTo(TOPIC_IDS);
        assertThat(HistoryCodec.decodePast(HistoryCodec.encodePast(PAST))).isEqualTo(PAST);
        assertThat(HistoryCodec.decodeLearned(HistoryCodec.encodeLearned(LEARNED)))
                .isEqualTo(LEARNED);
        assertThat(StateCodec.decodeManifest(StateCodec.encodeManifest(MARKER.manifest())))
                .isEqualTo(MARKER.manifest());
    }

    /** Bytes written by a release must be readable by the next: these files never change. */
    @Test
    void theBinaryFormsAreTheGoldenOnes() throws IOException {
        assertThat(hex(MessageCodec.encode(DELTA))).isEqualTo(golden("delta-v3.hex"));
        assertThat(hex(MessageCodec.encode(MARKER))).isEqualTo(golden("marker-v3.hex"));
        assertThat(hex(StateCodec.encodeGroup(GROUP))).isEqualTo(golden("group-v3.hex"));
        assertThat(hex(StateCodec.encodeProgress(PROGRESS))).isEqualTo(golden("progress-v3.hex"));
        assertThat(hex(StateCodec.encodePane(new PaneRow(300, new long[] {100, 200, 0}, OTHERS))))
                .isEqualTo(golden("pane-v3.hex"));
        assertThat(hex(StateCodec.encodeTopicIds(TOPIC_IDS))).isEqualTo(golden("topic-ids-v3.hex"));
        assertThat(hex(StateCodec.encodeHold(HOLD))).isEqualTo(golden("hold-v3.hex"));
        assertThat(hex(HistoryCodec.encodePast(PAST))).isEqualTo(golden("past-v3.hex"));
        assertThat(hex(HistoryCodec.encodeLearned(LEARNED))).isEqualTo(golden("learned-wander-v3.hex"));
        assertThat(hex(SummaryCodec.encode(SUMMARY))).isEqualTo(golden("summary-v3.hex"));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfAlertComesBack(AlertKind kind) {
        GroupRow row =
                new GroupRow(0, 1, List.of(new AlertState("income", kind, false, Severity.WARNING, 1, 2, 3, 4, 5, 6)));
        assertThat(StateCodec.decodeGroup(StateCodec.encodeGroup(row))).isEqualTo(row);
    }

    @Test
    void aKindOfAlertThatIsNotKnownIsRefused() {
        byte[] form = StateCodec.encodeGroup(GROUP);
        int kind = 10 + "income".length();
        assertThat(form[kind]).isZero();
        form[kind] = 9;
        assertThatThrownBy(() -> StateCodec.decodeGroup(form))
                .hasMessage("binary form: must have a kind of alert of 0 to 4, was 9");
    }

    /* Found by fuzzing: they were put in order silently, or added up. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"another order", "twice", "no count"})
    void otherValuesThatNoReleaseWritesAreRefused(String fault) {
        OtherValues.Value kiosk = new OtherValues.Value("kiosk", 200);
        OtherValues.Value phone = new OtherValues.Value("phone", 1);
        List<OtherValues.Value> inOrder =
                OtherValues.of(List.of(kiosk, phone), false).values();
        List<OtherValues.Value> written = switch (fault) {
            case "another order" -> List.of(inOrder.get(1), inOrder.get(0));
            case "twice" -> List.of(kiosk, new OtherValues.Value("kiosk", Long.MAX_VALUE));
            default -> List.of(new OtherValues.Value("kiosk", 0));
        };
        byte[] form = withOthers(written, true);
        assertThatThrownBy(() -> StateCodec.decodePane(form))
                .hasMessage(
                        "binary form: must hold at most 64 other values, each once in the order of hashes with a count of"
                                + " at least 1, was " + written.size() + " values");
    }

    @Test
    void otherValuesAsTheyAreWrittenAreRead() {
        assertThat(StateCodec.decodePane(withOthers(List.of(new OtherValues.Value("kiosk", 200)), true))
                        .others())
                .isEqualTo(OTHERS);
    }

    /* A pane row whose others are written as they come. */
    private static byte[] withOthers(List<OtherValues.Value> values, boolean isCut) {
        byte[] plain = StateCodec.encodePane(new PaneRow(300, new long[] {100, 200, 0}, new TreeMap<>()));
        BinaryWriter others = new BinaryWriter(3, 99).unsigned(1).unsigned(3).unsigned(isCut ? 1 : 0);
        others.unsigned(values.size());
        values.forEach(value -> others.text(value.text()).unsigned(value.count()));
        byte[] tail = others.bytes();
        byte[] form = Arrays.copyOf(plain, plain.length - 1 + tail.length - 2);
        System.arraycopy(tail, 2, form, plain.length - 1, tail.length - 2);
        return form;
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void countsOfAnyDensityComeBackAsTheyWere(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = new long[random.nextInt(400)];
        double density = random.nextDouble();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = random.nextDouble() < density ? random.nextLong() >>> random.nextInt(1, 64) : 0;
        }
        PaneRow row = new PaneRow(random.nextLong() >>> 1, counts);
        assertThat(StateCodec.decodePane(StateCodec.encodePane(row)))
                .usingRecursiveComparison()
                .isEqualTo(row);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damagedBytesAreReadOrRefusedButNothingElse(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (byte[] form : List.of(MessageCodec.encode(DELTA), MessageCodec.encode(MARKER))) {
            byte[] damaged = Arrays.copyOf(form, random.nextInt(form.length + 1));
            for (int i = 0; i < 3 && damaged.length > 0; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(MessageCodec.decode(damaged)).isNotNull();
            } catch (BinaryFormatException e) {
                assertThat(e).hasMessageStartingWith("binary form: must ");
            }
        }
    }

    static Stream<byte[]> prefixes() {
        byte[] form = StateCodec.encodeGroup(GROUP);
        List<byte[]> prefixes = new ArrayList<>();
        for (int length = 0; length < form.length; length++) {
            prefixes.add(Arrays.copyOf(form, length));
        }
        return prefixes.stream();
    }

    @ParameterizedTest
    @MethodSource("prefixes")
    void aFormThatIsCutOffIsRefused(byte[] prefix) {
        assertThatThrownBy(() -> StateCodec.decodeGroup(prefix)).isInstanceOf(BinaryFormatException.class);
    }

    @Test
    void anotherVersionIsRefusedByName() {
        byte[] form = MessageCodec.encode(MARKER);
        form[0] = 4;
        assertThatThrownBy(() -> MessageCodec.decode(form))
                .isInstanceOf(BinaryFormatException.class)
                .hasMessage("binary form: must be of version 3, was 4: written by another release; see the notes on"
                        + " upgrading");
    }

    @Test
    void anotherKindIsRefused() {
        assertThatThrownBy(() -> StateCodec.decodePane(StateCodec.encodeOffset(1)))
                .hasMessage("binary form: must be of kind 21, was 16");
    }

    @Test
    void whatWasLearnedBeforeTheWanderOfWindowsWasIsStillRead() throws IOException {
        assertThat(HistoryCodec.decodeLearned(HexFormat.of().parseHex(golden("learned-v3.hex"))))
                .isEqualTo(learned(new Dispersion(0.015, 0.04, 3.5, 30)));
    }

    @Test
    void aRowOfAnotherKindIsNotTakenForWhatWasLearned() {
        assertThatThrownBy(() -> HistoryCodec.decodeLearned(HistoryCodec.encodePast(PAST)))
                .hasMessage("binary form: must be of kind 26 or 27, was 24");
    }

    @Test
    void aSummaryOfWhatIsNotKnownIsRefused() {
        String form = hex(SummaryCodec.encode(SUMMARY));
        String kl = "026b6c";
        assertThatThrownBy(() -> SummaryCodec.decode(HexFormat.of().parseHex(form.replace(kl, "026b6d"))))
                .hasMessage("binary form: must have a known measure, was km");
        String drift = "054452494654";
        assertThatThrownBy(() -> SummaryCodec.decode(HexFormat.of().parseHex(form.replace(drift, "054452494653"))))
                .hasMessage("binary form: must have a known state, was DRIFS");
        assertThatThrownBy(() -> SummaryCodec.decode(HexFormat.of().parseHex(form.substring(0, form.length() - 2))))
                .isInstanceOf(BinaryFormatException.class);
    }

    @Test
    void aLengthThatDoesNotFitIsRefusedBeforeAnythingIsAllocated() {
        byte[] huge = HexFormat.of().parseHex("0301" + "ffffffff07");
        assertThatThrownBy(() -> MessageCodec.decode(huge))
                .hasMessage("binary form: must fit its length, was 2147483647 things in 0 bytes");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String golden(String file) throws IOException {
        String path = "/golden/codec/" + file;
        try (InputStream in = Objects.requireNonNull(BinaryFormTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
        }
    }
}
