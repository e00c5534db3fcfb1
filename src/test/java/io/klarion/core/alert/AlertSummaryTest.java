package io.klarion.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.OtherVerdict;
import io.klarion.core.detect.Rule;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertSummaryTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    D     | income drifted: KL 0.25 nats (0.2 to 0.28 at 99.9 %) against a threshold of 0.1; share of [20, 30) rose from 5 % to 21 % (+0.14), of [10, 20) fell from 95 % to 79 % (-0.11)
                    DC    | income is now critical: KL 0.5 nats (0.4 to 0.6 at 99.9 %) against a threshold of 0.1; share of [20, 30) rose from 5 % to 21 % (+0.14), of [10, 20) fell from 95 % to 79 % (-0.11)
                    CDD   | income is no longer critical: KL 0.25 nats (0.2 to 0.28 at 99.9 %) against a threshold of 0.1; share of [20, 30) rose from 5 % to 21 % (+0.14), of [10, 20) fell from 95 % to 79 % (-0.11)
                    Db    | income is back under the threshold: KL 0.02 nats (0.01 to 0.04 at 99.9 %) against a threshold of 0.1
                    Dss   | income is quiet, no drift shown in 2 windows in a row: KL 0.09 nats (0.07 to 0.11 at 99.9 %) against a threshold of 0.1
                    D??   | income is closed without an answer: too little data, last judged in the window that ended at 1970-01-01T00:01:00Z
                    Db-D-- | income is closed without an answer: no data, last judged in the window that ended at 1970-01-01T00:04:00Z
                    Dsxx  | income is closed without an answer: no reference, last judged in the window that ended at 1970-01-01T00:02:00Z
                    """)
    void theLastAlertOfATimelineSays(String letters, String sentence) {
        List<Alert> alerts = new Timeline(new AlertSpec(1, 2, Timeline.MINUTE))
                .after(letters)
                .alerts();
        assertThat(alerts.get(alerts.size() - 1).summary()).isEqualTo(sentence);
    }

    @Test
    void underRulePointNoEvidenceIsClaimed() {
        DetectSpec spec =
                new DetectSpec(Rule.POINT, Measure.KL, 0.1, OptionalDouble.empty(), 0.999, Smoothing.additive(0.5));
        FeatureVerdict feature =
                Timeline.feature(spec, FeatureState.DRIFT, 0.25, OptionalDouble.of(0.2), OptionalDouble.of(0.4));
        assertThat(fired(feature, false).summary())
                .isEqualTo(
                        "income drifted: KL 0.25 nats against a threshold of 0.1;"
                                + " share of [20, 30) rose from 5 % to 21 % (+0.14), of [10, 20) fell from 95 % to 79 % (-0.11)");
    }

    @Test
    void numbersHaveThreeDigitsAndInfinityIsSaid() {
        DetectSpec spec = new DetectSpec(
                Rule.BOUND, Measure.CHI_SQUARE, 0.00012345, OptionalDouble.empty(), 0.9999, Smoothing.none());
        List<CellVerdict> cells = List.of(new CellVerdict("above", 0, 0.00012345, 0.98765, 1));
        FeatureVerdict feature = Timeline.verdict(
                FeatureType.NUMERIC,
                spec,
                FeatureState.DRIFT,
                OptionalDouble.of(Double.POSITIVE_INFINITY),
                OptionalDouble.of(1234.5678),
                OptionalDouble.of(98_765.4),
                cells);
        assertThat(fired(feature, false).summary())
                .isEqualTo("income drifted: chi-square Infinity (1230 to 98800 at 99.99 %) against a threshold of"
                        + " 0.000123; share of above fell from 98.8 % to 0 % (-1)");
    }

    @ParameterizedTest
    @EnumSource
    void everyMeasureHasANameForPeople(Measure measure) {
        DetectSpec spec =
                new DetectSpec(Rule.POINT, measure, 0.1, OptionalDouble.empty(), 0.999, Smoothing.additive(0.5));
        OptionalDouble none = OptionalDouble.empty();
        String expected = switch (measure) {
            case KL -> "KL 0.25 nats";
            case REVERSE_KL -> "reverse KL 0.25 nats";
            case PSI -> "PSI 0.25 nats";
            case JS -> "JS 0.25 nats";
            case HELLINGER -> "Hellinger 0.25";
            case TOTAL_VARIATION -> "total variation 0.25";
            case CHI_SQUARE -> "chi-square 0.25";
            case KS -> "KS 0.25";
            case WASSERSTEIN -> "Wasserstein 0.25";
        };
        assertThat(fired(Timeline.feature(spec, FeatureState.DRIFT, 0.25, none, none), false)
                        .summary())
                .startsWith("income drifted: " + expected + " against a threshold of 0.1;");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"CATEGORICAL", "BOOLEAN"})
    void categoryValuesAreHiddenUnlessTheFeatureShowsThem(FeatureType type) {
        FeatureVerdict feature = categories(type);
        Alert hidden = fired(feature, false);
        assertThat(hidden.topCells()).extracting(CellVerdict::cell).containsExactly("category 2", "other", "missing");
        assertThat(hidden.summary())
                .endsWith("; share of category 2 rose from 5 % to 30 % (+0.2), of other rose from 2 % to 10 % (+0.1),"
                        + " of missing rose from 3 % to 10 % (+0.1)");
        assertThat(hidden.toString()).doesNotContain("secret");
        Alert shown = fired(feature, true);
        assertThat(shown.topCells()).extracting(CellVerdict::cell).containsExactly("secret 2", "other", "missing");
        assertThat(shown.summary()).contains("; share of secret 2 rose from 5 % to 30 % (+0.2), of other");
    }

    @Test
    void aCategoryThatIsCalledLikeANamedCellIsHiddenToo() {
        List<CellVerdict> cells = List.of(
                new CellVerdict("missing", 900, 0.9, 0.1, 0.7),
                new CellVerdict("other", 0, 0, 0, 0),
                new CellVerdict("missing", 0, 0, 0, 0),
                new CellVerdict("invalid", 100, 0.1, 0.9, 0.5));
        assertThat(fired(drift(FeatureType.CATEGORICAL, cells), false).topCells())
                .extracting(CellVerdict::cell)
                .containsExactly("category 1", "invalid");
    }

    @Test
    void theMostFrequentNewValueIsNamedWhereValuesAreShown() {
        FeatureVerdict feature = categories(FeatureType.CATEGORICAL)
                .withOther(new OtherVerdict(2, List.of(new OtherValues.Value("kiosk", 80))));

        assertThat(fired(feature, true).summary()).endsWith("; new value \"kiosk\" has 8 % of the records");
        assertThat(fired(feature, false).summary()).doesNotContain("kiosk");
    }

    @Test
    void whatHangsTogetherOtherwiseIsSaidOfAPairAndItsCategoriesAreHidden() {
        FeatureVerdict pair = drift(
                FeatureType.JOINT,
                List.of(
                        new CellVerdict("below 20 & secret", 10, 0.01, 0.2, 0.15),
                        new CellVerdict("from 20 & secret", 990, 0.99, 0.8, 0.02),
                        new CellVerdict("missing", 0, 0, 0, 0),
                        new CellVerdict("invalid", 0, 0, 0, 0)));
        Map<AlertKind, AlertState> rest = Map.of();
        List<AlertStep> steps = FeatureAlerts.step(rest, Timeline.window(0, 0, pair), pair, AlertSpec.DEFAULT, false);

        assertThat(steps).hasSize(1);
        Alert alert = steps.get(0).alert().orElseThrow();
        assertThat(alert.kind()).isEqualTo(AlertKind.JOINT);
        assertThat(alert.summary())
                .isEqualTo("income hang together otherwise: dependence KL 0.25 nats (0.2 to 0.4 at 99 %) against a"
                        + " threshold of 0.1; share of pair 1 fell from 20 % to 1 % (-0.15)");
        assertThat(alert.toString()).doesNotContain("secret");
    }

    private static FeatureVerdict categories(FeatureType type) {
        return drift(
                type,
                List.of(
                        new CellVerdict("secret 1", 500, 0.5, 0.6, 0.01),
                        new CellVerdict("secret 2", 300, 0.3, 0.05, 0.2),
                        new CellVerdict("other", 100, 0.1, 0.02, 0.1),
                        new CellVerdict("missing", 100, 0.1, 0.03, 0.1),
                        new CellVerdict("invalid", 0, 0, 0.3, 0.05)));
    }

    private static FeatureVerdict drift(FeatureType type, List<CellVerdict> cells) {
        return Timeline.verdict(
                type,
                DetectSpec.DEFAULT,
                FeatureState.DRIFT,
                OptionalDouble.of(0.25),
                OptionalDouble.of(0.2),
                OptionalDouble.of(0.4),
                cells);
    }

    private static Alert fired(FeatureVerdict feature, boolean showValues) {
        return AlertMachine.step(
                        AlertKind.DRIFT,
                        Optional.empty(),
                        Timeline.window(0, 0, feature),
                        feature,
                        AlertSpec.DEFAULT,
                        showValues)
                .alert()
                .orElseThrow();
    }
}
