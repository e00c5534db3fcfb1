package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertMachine;
import io.klarion.core.alert.AlertSpec;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.SampleAlerts;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.Detector;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas hold what is really written, and nothing else. */
class ResultSchemaTest {

    private static final ShippedSchema VERDICT = new ShippedSchema("verdict");
    private static final ShippedSchema ALERT = new ShippedSchema("alert");

    private static final List<FeatureCells> FEATURES = List.of(
            new FeatureCells("income", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 1, 2, 3)),
            new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web", "shop"))),
            new FeatureCells("member", FeatureType.BOOLEAN, CategoricalBinning.ofBoolean()));
    private static final List<String> OPTIONAL_IN_ALERTS = List.of("value", "country");
    private static final List<String> OPTIONAL_IN_VERDICTS = Stream.concat(
                    Stream.of("critical", "country"),
                    Stream.of(Measure.values()).map(Measure::key))
            .toList();

    private static JsonNode json(byte[] bytes) {
        return JsonMapper.shared().readTree(bytes);
    }

    private static FeatureVerdict judged(SplittableRandom random) {
        FeatureCells feature = FEATURES.get(random.nextInt(FEATURES.size()));
        List<Measure> measures = Stream.of(Measure.values())
                .filter(measure -> feature.type() == FeatureType.NUMERIC || !measure.isOrdered())
                .toList();
        DetectSpec spec = new DetectSpec(
                random.nextInt(4) == 0 ? Rule.POINT : Rule.BOUND,
                measures.get(random.nextInt(measures.size())),
                random.nextInt(3) * 0.1,
                random.nextBoolean() ? OptionalDouble.of(0.5) : OptionalDouble.empty(),
                0.999,
                random.nextInt(3) == 0 ? Smoothing.none() : Smoothing.additive(0.5));
        long[] reference = counts(random, feature.binning().cells(), 100_000);
        FeatureReference known = new FeatureReference(
                reference,
                Arrays.stream(reference).sum(),
                random.nextBoolean() ? Dispersion.UNKNOWN : new Dispersion(0.01, 0.02, 1.5, 30));
        return Detector.judge(
                feature,
                spec,
                SchemaSpec.DEFAULT,
                Optional.of(known).filter(with -> random.nextInt(5) > 0),
                counts(random, feature.binning().cells(), random.nextInt(1, 2000)));
    }

    private static long[] counts(SplittableRandom random, int cells, int most) {
        boolean sparse = random.nextInt(3) == 0;
        return random.longs(cells, 0, most)
                .map(count -> sparse && count % 2 == 0 ? 0 : count)
                .toArray();
    }

    private static Verdict verdict(SplittableRandom random) {
        FeatureVerdict[] features =
                Stream.generate(() -> judged(random)).limit(random.nextInt(4)).toArray(FeatureVerdict[]::new);
        return switch (random.nextInt(3)) {
            case 0 -> SampleVerdicts.unsegmented(random.nextInt(100), features);
            case 1 -> SampleVerdicts.revised(SampleVerdicts.verdict(0), random.nextInt(3), features);
            default -> SampleVerdicts.verdict(random.nextInt(100), "DE\"\u2028", features);
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyVerdictObeysItsSchema(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<FeatureState> states = EnumSet.noneOf(FeatureState.class);
        for (int i = 0; i < 300; i++) {
            Verdict verdict = verdict(random);
            verdict.features().forEach(feature -> states.add(feature.state()));

            assertThat(VERDICT.problems(json(VerdictJson.write(verdict)))).isEmpty();
        }
        assertThat(states).contains(FeatureState.STABLE, FeatureState.DRIFT, FeatureState.NO_REFERENCE);
    }

    @Test
    void aPartOfAVerdictAndTheWholeOneObeyTheSchema() {
        Verdict whole = SampleVerdicts.verdict(0, SampleVerdicts.drifted("income"));
        List<Verdict> parts = List.of(part(whole, 0), part(whole, 1));

        assertThat(VERDICT.problems(json(VerdictJson.write(parts.get(1))))).isEmpty();
        assertThat(VERDICT.problems(json(VerdictJson.join(parts)))).isEmpty();
    }

    private static Verdict part(Verdict whole, int part) {
        return new Verdict(
                whole.monitor(),
                whole.segmentNames(),
                whole.segment(),
                whole.start(),
                whole.end(),
                0,
                Completeness.INTEGRITY_SUSPECT,
                whole.records(),
                part == 0 ? whole.volume() : Optional.empty(),
                whole.late(),
                whole.reference(),
                whole.configDigest(),
                part,
                2,
                whole.features());
    }

    @Test
    void noFieldOfAVerdictMayBeWrong() {
        JsonNode drifted =
                json(VerdictJson.write(part(SampleVerdicts.verdict(0, SampleVerdicts.drifted("income")), 1)));

        assertThat(VERDICT.problems(drifted)).isEmpty();
        Map<String, JsonNode> mutants = SchemaMutants.of(drifted, OPTIONAL_IN_VERDICTS);

        assertThat(mutants).hasSizeGreaterThan(100);
        assertThat(VERDICT.accepted(mutants)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /records                   | -1
            /records                   | 1.5
            /revision                  | -1
            /parts                     | 1
            /completeness              | "complete"
            /window/end                | "2026-01-01"
            /window/end                | "2026-01-01T00:00:00+01:00"
            /features/0/value          | "NaN"
            /features/0/lower          | "-infinity"
            /features/0/type           | "text"
            /features/0/state          | "PENDING"
            /features/0/confidence     | 1
            /features/0/threshold      | -0.1
            /features/0/p_value        | 1.1
            /features/0/dispersion     | ""
            /features/0/measure        | "jeffreys"
            /features/0/rule           | "BOUND"
            /features/0/smoothing      | "floor"
            /features/0/measures/kl    | "x"
            /features/0/cells/0/window | 1.5
            /features/0/cells/0/count  | -1
            /reference/digest          | "md5:0"
            /segment/country           | 1
            """)
    void noValueOfAVerdictMayBeOutOfItsRange(String pointer, String value) {
        JsonNode drifted =
                json(VerdictJson.write(part(SampleVerdicts.verdict(0, SampleVerdicts.drifted("income")), 1)));

        assertThat(VERDICT.problems(SchemaMutants.with(drifted, pointer, value)))
                .isNotEmpty();
    }

    @Test
    void theSchemaKnowsExactlyTheFieldsOfAFullVerdict() {
        JsonNode full = json(VerdictJson.write(part(SampleVerdicts.full(), 0)));

        assertThat(VERDICT.problems(full)).isEmpty();
        assertThat(full.at("/volume").propertyNames())
                .containsExactlyElementsOf(
                        VERDICT.at("/$defs/volume/properties").propertyNames());
        assertThat(full.at("/features/0/schema").propertyNames())
                .containsExactlyElementsOf(
                        VERDICT.at("/$defs/schema/properties").propertyNames());
        assertThat(full.at("/features/0/other").propertyNames())
                .containsExactlyElementsOf(VERDICT.at("/$defs/other/properties").propertyNames());
        assertThat(full.at("/features/0/joint").propertyNames())
                .containsExactlyElementsOf(VERDICT.at("/$defs/joint/properties").propertyNames());
        assertThat(full.propertyNames())
                .containsExactlyElementsOf(VERDICT.at("/properties").propertyNames());
        assertThat(full.at("/features/0").propertyNames())
                .containsExactlyElementsOf(
                        VERDICT.at("/$defs/feature/properties").propertyNames());
        assertThat(full.at("/features/0/cells/0").propertyNames())
                .containsExactlyElementsOf(VERDICT.at("/$defs/cell/properties").propertyNames());
        assertThat(VERDICT.at("/$defs/feature/properties/measures/properties").propertyNames())
                .containsExactlyElementsOf(
                        Stream.of(Measure.values()).map(Measure::key).toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void everyAlertObeysItsSchema(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int alerts = 0;
        for (int i = 0; i < 300; i++) {
            FeatureVerdict feature = judged(random);
            Optional<Alert> alert = AlertMachine.step(
                            AlertKind.DRIFT,
                            Optional.empty(),
                            SampleVerdicts.verdict(i, feature),
                            feature,
                            AlertSpec.DEFAULT,
                            random.nextBoolean())
                    .alert();
            if (alert.isPresent()) {
                alerts++;
                assertThat(ALERT.problems(json(AlertJson.write(alert.get())))).isEmpty();
            }
        }
        assertThat(alerts).isGreaterThan(50);
        assertThat(ALERT.problems(json(AlertJson.write(SampleAlerts.resolved("income")))))
                .isEmpty();
    }

    @Test
    void noFieldOfAnAlertMayBeWrong() {
        JsonNode alert =
                json(AlertJson.write(SampleAlerts.alert(1, "income", AlertTransition.FIRING, Severity.CRITICAL)));

        Map<String, JsonNode> mutants = SchemaMutants.of(alert, OPTIONAL_IN_ALERTS);

        assertThat(mutants).hasSizeGreaterThan(80);
        assertThat(ALERT.accepted(mutants)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /id                    | ""
            /severity              | "WARNING"
            /state                 | "PENDING"
            /threshold             | -1
            /n                     | -1
            /revision              | 1
            /upper                 | "inf"
            /onset/start           | "yesterday"
            /top_cells/0/reference | -0.1
            """)
    void noValueOfAnAlertMayBeOutOfItsRange(String pointer, String value) {
        JsonNode alert = json(AlertJson.write(SampleAlerts.firing("income")));

        assertThat(ALERT.problems(SchemaMutants.with(alert, pointer, value))).isNotEmpty();
    }

    @Test
    void theSchemaKnowsExactlyTheFieldsOfAnAlert() {
        assertThat(json(AlertJson.write(SampleAlerts.firing("income"))).propertyNames())
                .containsExactlyElementsOf(ALERT.at("/properties").propertyNames());
    }
}
