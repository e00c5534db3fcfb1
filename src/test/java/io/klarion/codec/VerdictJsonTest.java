package io.klarion.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.detect.SchemaFault;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeVerdict;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictJsonTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static final String GOLDEN = """
            {"monitor":"loans","segment":{"country":"DE","applicant/kind":"(missing)"},
            "window":{"start":"2026-01-01T12:00:00Z","end":"2026-01-01T12:05:00Z"},
            "revision":1,"completeness":"IDLE_EXCLUDED","records":10000,
            "volume":{"state":"HIGH","expected":4000.5,"low":1000.0,"high":9000.0,"factor":2.0},"late":3,
            "reference":{"id":"loans","version":2,"digest":"sha256:ab"},"config_digest":"sha256:cd",
            "part":1,"parts":3,"drifted":1,"features":[
            {"feature":"income","type":"numeric","state":"DRIFT","n":10000,"missing":7,"invalid":3,
            "schema":{"fault":"invalid","window":0.3,"reference":0.01,"lower":0.25,"upper":0.33,"rise":0.02},
            "n_effective":4100.5,"m":50000,"m_effective":21000.0,"dispersion":"reference",
            "rule":"bound","measure":"kl","value":0.31,"estimate":0.3,"lower":0.27,"upper":0.33,
            "confidence":0.99,"threshold":0.1,"critical":0.3,"smoothing":"additive:0.5","p_value":1.0E-300,
            "measures":{"kl":0.31,"reverse_kl":"Infinity","psi":"Infinity","js":0.08,"hellinger":0.28,
            "total_variation":0.3,"chi_square":0.9,"ks":0.28,"wasserstein":0.4},
            "cells":[{"cell":"[20, 30)","count":2098,"window":0.21,"reference":0.05,"contribution":0.14},
            {"cell":"missing","count":7,"window":7.0E-4,"reference":0.0,"contribution":"Infinity"}]},
            {"feature":"channel","type":"categorical","state":"NO_REFERENCE","n":10000,"missing":0,"invalid":0,
            "n_effective":10000.0,"m":0,"m_effective":0.0,"dispersion":"none",
            "rule":"point","measure":"total_variation","confidence":0.5,"threshold":0.0,"smoothing":"none",
            "measures":{},"cells":[]}]}""".replace("\n", "");

    private static Verdict golden(Map<Measure, Double> measures) {
        FeatureVerdict income = new FeatureVerdict(
                "income",
                FeatureType.NUMERIC,
                FeatureState.DRIFT,
                10_000,
                7,
                3,
                4100.5,
                50_000,
                21_000,
                "reference",
                DetectSpec.DEFAULT,
                OptionalDouble.of(0.31),
                OptionalDouble.of(0.3),
                OptionalDouble.of(0.27),
                OptionalDouble.of(0.33),
                OptionalDouble.of(1e-300),
                measures,
                List.of(
                        new CellVerdict("[20, 30)", 2098, 0.21, 0.05, 0.14),
                        new CellVerdict("missing", 7, 7e-4, 0, Double.POSITIVE_INFINITY)),
                Optional.of(new SchemaFault(SchemaFault.Kind.INVALID, 0.3, 0.01, 0.25, 0.33, 0.02)),
                Optional.empty(),
                Optional.empty());
        FeatureVerdict channel = new FeatureVerdict(
                "channel",
                FeatureType.CATEGORICAL,
                FeatureState.NO_REFERENCE,
                10_000,
                0,
                0,
                10_000,
                0,
                0,
                "none",
                new DetectSpec(Rule.POINT, Measure.TOTAL_VARIATION, 0, NONE, 0.5, Smoothing.none()),
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Verdict(
                "loans",
                List.of("country", "applicant/kind"),
                new Segment(List.of("DE", Segment.MISSING)),
                SampleVerdicts.NOON,
                SampleVerdicts.NOON + SampleVerdicts.SIZE,
                1,
                Completeness.IDLE_EXCLUDED,
                10_000,
                Optional.of(new VolumeVerdict(VolumeVerdict.State.HIGH, 4000.5, 1000, 9000, 2)),
                3,
                new ReferenceName("loans", 2, "sha256:ab"),
                "sha256:cd",
                1,
                3,
                List.of(income, channel));
    }

    private static Map<Measure, Double> measures() {
        Map<Measure, Double> measures = new LinkedHashMap<>();
        measures.put(Measure.KL, 0.31);
        measures.put(Measure.REVERSE_KL, Double.POSITIVE_INFINITY);
        measures.put(Measure.PSI, Double.POSITIVE_INFINITY);
        measures.put(Measure.JS, 0.08);
        measures.put(Measure.HELLINGER, 0.28);
        measures.put(Measure.TOTAL_VARIATION, 0.3);
        measures.put(Measure.CHI_SQUARE, 0.9);
        measures.put(Measure.KS, 0.28);
        measures.put(Measure.WASSERSTEIN, 0.4);
        return measures;
    }

    @Test
    void aVerdictIsOneObjectWithItsFieldsInAFixedOrder() {
        Verdict verdict = golden(measures());

        assertThat(new String(VerdictJson.write(verdict), UTF_8)).isEqualTo(GOLDEN);
        assertThat(VerdictJson.read(GOLDEN.getBytes(UTF_8))).isEqualTo(verdict);
        assertThat(VerdictJson.key(verdict)).isEqualTo("loans|DE,(missing)|2026-01-01T12:05:00Z");
    }

    @Test
    void theOrderInWhichMeasuresWerePutDoesNotShow() {
        List<Measure> order = new ArrayList<>(measures().keySet());
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(order, new Random(seed));
            Map<Measure, Double> shuffled = new LinkedHashMap<>();
            order.forEach(measure -> shuffled.put(measure, measures().get(measure)));

            assertThat(VerdictJson.write(golden(shuffled))).isEqualTo(GOLDEN.getBytes(UTF_8));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsWrittenIsReadBack(long seed) {
        RandomResults results = new RandomResults(seed);
        for (int i = 0; i < 1000; i++) {
            Verdict verdict = results.verdict();
            byte[] bytes = VerdictJson.write(verdict);

            assertThat(VerdictJson.read(bytes)).isEqualTo(verdict);
            assertThat(VerdictJson.write(VerdictJson.read(bytes))).isEqualTo(bytes);
            assertThat(new String(bytes, UTF_8)).doesNotContain("\n", "null");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void partsInAnyOrderJoinToTheWholeVerdict(long seed) {
        RandomResults results = new RandomResults(seed);
        for (int i = 0; i < 500; i++) {
            List<Verdict> parts = results.parts();
            List<Verdict> shuffled = new ArrayList<>(parts);
            Collections.shuffle(shuffled, new Random(i));
            byte[] joined = VerdictJson.join(shuffled);

            Verdict whole = VerdictJson.read(joined);

            assertThat(whole.features())
                    .isEqualTo(parts.stream()
                            .flatMap(part -> part.features().stream())
                            .toList());
            assertThat(whole.parts()).isEqualTo(1);
            assertThat(whole.drifted())
                    .isEqualTo(parts.stream().mapToInt(Verdict::drifted).sum());
            assertThat(new String(joined, UTF_8)).contains("\"drifted\":" + whole.drifted() + ",\"features\":[");
            assertThat(VerdictJson.write(whole)).isEqualTo(joined);
        }
    }

    @Test
    void onlyAllPartsOfOneVerdictAreJoined() {
        Verdict first = part(0, 2, 0);
        Verdict second = part(1, 2, 0);
        String noon = " of loans|DE|2026-01-01T12:05:00Z revision ";

        assertRefused(List.of(), "");
        assertRefused(List.of(first), "0 of 2" + noon + "0");
        assertRefused(List.of(second), "1 of 2" + noon + "0");
        assertRefused(List.of(first, first), "0 of 2" + noon + "0, 0 of 2" + noon + "0");
        assertRefused(List.of(first, part(1, 3, 0)), "0 of 2" + noon + "0, 1 of 3" + noon + "0");
        assertRefused(List.of(first, part(1, 2, 1)), "0 of 2" + noon + "0, 1 of 2" + noon + "1");
        assertRefused(
                List.of(first, SampleVerdicts.ofMonitor("cards", second)),
                "0 of 2" + noon + "0, 1 of 2 of cards|DE|2026-01-01T12:05:00Z revision 0");
    }

    private static void assertRefused(List<Verdict> parts, String was) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerdictJson.join(parts))
                .withMessage("parts: must be all parts of one verdict, was [" + was + "]");
    }

    private static Verdict part(int part, int parts, int revision) {
        Verdict whole = SampleVerdicts.verdict(0, SampleVerdicts.stable("income"));
        return new Verdict(
                whole.monitor(),
                whole.segmentNames(),
                whole.segment(),
                whole.start(),
                whole.end(),
                revision,
                whole.completeness(),
                whole.records(),
                Optional.empty(),
                whole.late(),
                whole.reference(),
                whole.configDigest(),
                part,
                parts,
                whole.features());
    }

    static Stream<Arguments> hostileNames() {
        return Stream.of(
                Arguments.of("a\"b\\c", "a\\\"b\\\\c"),
                Arguments.of("\u0000\u001f\n\r\t", "\\u0000\\u001F\\n\\r\\t"),
                Arguments.of("\u2028\u2029", "\u2028\u2029"),
                Arguments.of("\u007f\uFEFF\uFFFF", "\u007f\uFEFF\uFFFF"),
                Arguments.of("</script>", "</script>"),
                Arguments.of("\uD83D\uDE00", "😀"),
                Arguments.of("x\uD800y", "x\uFFFDy"),
                Arguments.of("\uDE00\uD83D", "\uFFFD\uFFFD"),
                Arguments.of("\uD83D\uD83D\uDE00", "\uFFFD😀"));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("hostileNames")
    void hostileNamesSurviveButForHalvesOfSurrogatePairs(String name, String written) {
        Verdict verdict = SampleVerdicts.verdict(0, name, withCell(name));

        byte[] bytes = VerdictJson.write(SampleVerdicts.ofMonitor(name, verdict));

        String kept = name.replaceAll("\\p{Cs}", "\uFFFD");
        assertThat(new String(bytes, UTF_8))
                .startsWith("{\"monitor\":\"" + written + "\",\"segment\":{\"country\":\"" + written + "\"}")
                .contains("{\"feature\":\"" + written + "\"")
                .contains("{\"cell\":\"" + written + "\"");
        assertThat(VerdictJson.read(bytes))
                .isEqualTo(SampleVerdicts.ofMonitor(kept, SampleVerdicts.verdict(0, kept, withCell(kept))));
    }

    private static FeatureVerdict withCell(String name) {
        FeatureVerdict plain = SampleVerdicts.unjudged(name, FeatureState.NO_DATA);
        return new FeatureVerdict(
                name,
                FeatureType.CATEGORICAL,
                plain.state(),
                0,
                0,
                0,
                0,
                0,
                0,
                plain.dispersion(),
                plain.spec(),
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                Map.of(),
                List.of(new CellVerdict(name, 0, 0, 0, 0)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `"monitor":"loans",`       | ``                      | No value for property 'monitor' of `ObjectNode`
            `"part":1`                 | `"part":"x"`            | 'StringNode' method `intValue()` cannot coerce value "x" to `int`: value type not numeric
            `"rule":"bound"`           | `"rule":"jump"`         | No value present
            `"monitor":"loans"`        | `"monitor":null`        | monitor: must be a text, was NULL
            `"country":"DE"`           | `"country":7`           | segment: must be a text, was NUMBER
            `"records":10000`          | `"records":null`        | 'NullNode' method `longValue()` cannot coerce value <null> to `long`: value type not numeric
            `"value":0.31`             | `"value":null`          | 'NullNode' method `doubleValue()` cannot coerce value <null> to `double`: value type not numeric
            `"features":[`             | `"features":{},"x":[`   | Can only call `asArray()` on `ArrayNode`, not `tools.jackson.databind.node.ObjectNode`
            `"value":0.31`             | `"value":"0.31"`        | value: must be a number or an infinity, was a text
            `"value":0.31`             | `"value":1e400`         | value: must fit a double, was "Infinity"
            `"threshold":0.1`          | `"threshold":-1`        | `threshold: must be at least 0 and finite, was -1`
            `12:00:00Z`                | `noon`                  | Text '2026-01-01Tnoon' could not be parsed at index 11
            `"2026-01-01T12:00:00Z"`   | `"+999999999-01-01T00:00:00Z"` | long overflow
            """)
    void whatDoesNotFitIsNamed(String good, String bad, String why) {
        assertThat(GOLDEN).contains(good);
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> VerdictJson.read(GOLDEN.replace(good, bad).getBytes(UTF_8)))
                .withMessage("verdict: must be one JSON object of a verdict, was not: " + why);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", " ", "null", "5", "[]", "{}", "{", "{} {}", "\u0000"})
    void whatIsNoVerdictIsRefused(String text) {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> VerdictJson.read(text.getBytes(UTF_8)))
                .withMessageStartingWith("verdict: must be one JSON object of a verdict, was not: ");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void damagedVerdictsAreRefusedByTheirOwnExceptionOnly(long seed) {
        DamagedJson damage = new DamagedJson(new SplittableRandom(seed));
        RandomResults results = new RandomResults(seed);
        int refused = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] whole = i % 4 == 0 ? GOLDEN.getBytes(UTF_8) : VerdictJson.write(results.verdict());
            byte[] bytes = i % 2 == 0 ? damage.bytes(whole) : damage.value(whole);
            try {
                VerdictJson.read(bytes);
            } catch (DataFileException e) {
                refused++;
                assertThat(e).hasMessageStartingWith("verdict: must be one JSON object of a verdict, was not: ");
            }
        }
        assertThat(refused).isBetween(2000, 3900);
    }
}
