package io.klarion.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Rule;
import io.klarion.core.distribution.Segment;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertMachineTest {

    @ParameterizedTest(name = "for {0}, clear-after {1}, hold {2} min: {3} gives {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    # firing
                    1 | 2 | 0 | s?-xb     | .....
                    1 | 2 | 0 | DDDD      | W...
                    1 | 2 | 0 | sC        | .!
                    3 | 2 | 0 | DDsDDD    | .....W
                    3 | 2 | 0 | DDbDDD    | .....W
                    3 | 2 | 0 | CCD       | ..W
                    3 | 2 | 0 | DDC       | ..!
                    # the upper bound below the threshold resolves at once, quiet windows after clear-after
                    1 | 2 | 0 | Db        | WR
                    1 | 2 | 0 | Dss       | W.R
                    1 | 1 | 0 | Ds        | WR
                    1 | 3 | 0 | DssDsssD  | W.....RW
                    1 | 3 | 0 | Dssb      | W..R
                    1 | 2 | 0 | DbDbD     | WRWRW
                    # severity: up at once, down in the second window in a row that shows it
                    1 | 2 | 0 | DC        | W!
                    1 | 2 | 0 | CDD       | !.W
                    1 | 2 | 0 | CDCDCD    | !.....
                    1 | 2 | 0 | CwwwCwww  | !.......
                    1 | 2 | 0 | CDwDD     | !...W
                    1 | 2 | 0 | CDDCDD    | !.W!.W
                    1 | 3 | 0 | CsD       | !.W
                    1 | 3 | 0 | CDsCDD    | !....W
                    1 | 2 | 9 | CD?-xD    | !....W
                    # windows that cannot be judged hold a firing alert, up to and including hold
                    1 | 2 | 0 | D?        | WR
                    1 | 2 | 2 | D??       | W..
                    1 | 2 | 2 | D???      | W..R
                    1 | 2 | 2 | D?-xD     | W..RW
                    1 | 2 | 2 | D--D--D-- | W........
                    1 | 2 | 2 | Ds??s     | W...R
                    1 | 2 | 1 | Ds??      | W..R
                    # while pending they neither count nor reset, up to hold
                    2 | 2 | 2 | D??D      | ...W
                    2 | 2 | 2 | D???D     | .....
                    2 | 2 | 2 | D???DD    | .....W
                    2 | 2 | 2 | Ds?D      | ....
                    """)
    void timelines(int forWindows, int clearAfter, long holdMinutes, String in, String out) {
        AlertSpec spec = new AlertSpec(forWindows, clearAfter, holdMinutes * Timeline.MINUTE);
        assertThat(Timeline.drawn(spec, in)).isEqualTo(out);
    }

    @Test
    void theOnsetIsTheFirstWindowOfTheRunAndNamesTheAlert() {
        Timeline timeline = new Timeline(new AlertSpec(3, 2, Timeline.MINUTE)).after("DsD?DCb");
        assertThat(timeline.alerts()).hasSize(2);
        Alert fired = timeline.alerts().get(0);
        assertThat(fired.state()).isEqualTo(AlertTransition.FIRING);
        assertThat(fired.onsetStart()).isEqualTo(2 * Timeline.MINUTE);
        assertThat(fired.onsetEnd()).isEqualTo(3 * Timeline.MINUTE);
        assertThat(fired.windowStart()).isEqualTo(5 * Timeline.MINUTE);
        assertThat(fired.windowEnd()).isEqualTo(6 * Timeline.MINUTE);
        assertThat(fired.id())
                .isEqualTo(AlertId.of(
                        AlertKind.DRIFT, "loans", new Segment(List.of("DE")), "income", 3 * Timeline.MINUTE));
        Alert resolved = timeline.alerts().get(1);
        assertThat(resolved.state()).isEqualTo(AlertTransition.RESOLVED);
        assertThat(resolved.id()).isEqualTo(fired.id());
        assertThat(resolved.onsetStart()).isEqualTo(fired.onsetStart());
        assertThat(resolved.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(timeline.state()).isEmpty();
    }

    @Test
    void anAlertCarriesTheNumbersOfItsWindow() {
        Alert alert = new Timeline(AlertSpec.DEFAULT).after("D").alerts().get(0);
        assertThat(alert.monitor()).isEqualTo("loans");
        assertThat(alert.segmentNames()).containsExactly("country");
        assertThat(alert.segment()).isEqualTo(new Segment(List.of("DE")));
        assertThat(alert.feature()).isEqualTo("income");
        assertThat(alert.value()).hasValue(0.25);
        assertThat(alert.lower()).hasValue(0.2);
        assertThat(alert.upper()).hasValue(0.28);
        assertThat(alert.threshold()).isEqualTo(0.1);
        assertThat(alert.n()).isEqualTo(1000);
        assertThat(alert.revision()).isZero();
        assertThat(alert.topCells()).extracting("cell").containsExactly("[20, 30)", "[10, 20)");
    }

    @ParameterizedTest(name = "lower bound {0}: {1}")
    @CsvSource({"0.29999, WARNING", "0.3, WARNING", "0.30001, CRITICAL"})
    void criticalMeansThatTheLowerBoundIsAboveIt(double lower, Severity expected) {
        assertThat(severity(Timeline.judged(FeatureState.DRIFT, 0.5, lower, 0.7)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "value {0}: {1}")
    @CsvSource({"0.3, WARNING", "0.30001, CRITICAL"})
    void withoutBoundsOrUnderRulePointTheValueDecidesSeverity(double value, Severity expected) {
        OptionalDouble none = OptionalDouble.empty();
        assertThat(severity(Timeline.feature(spec(Rule.BOUND, Measure.KS), FeatureState.DRIFT, value, none, none)))
                .isEqualTo(expected);
        assertThat(severity(Timeline.feature(
                        spec(Rule.POINT, Measure.KL),
                        FeatureState.DRIFT,
                        value,
                        OptionalDouble.of(0.01),
                        OptionalDouble.of(9))))
                .isEqualTo(expected);
    }

    @Test
    void withoutACriticalThresholdNothingIsCritical() {
        DetectSpec spec =
                new DetectSpec(Rule.BOUND, Measure.KL, 0.1, OptionalDouble.empty(), 0.999, Smoothing.additive(0.5));
        assertThat(severity(
                        Timeline.feature(spec, FeatureState.DRIFT, 99, OptionalDouble.of(98), OptionalDouble.of(100))))
                .isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest(name = "upper bound {0}: resolved {1}")
    @CsvSource({"0.09999, true", "0.1, false", "0.11, false"})
    void theUpperBoundMustBeBelowTheThresholdToResolveAtOnce(double upper, boolean resolved) {
        assertThat(resolvesAtOnce(Timeline.judged(FeatureState.STABLE, 0.05, 0.01, upper)))
                .isEqualTo(resolved);
    }

    @ParameterizedTest(name = "value {0}: resolved {1}")
    @CsvSource({"0.09, true", "0.1, true", "0.11, false"})
    void withoutBoundsOrUnderRulePointTheValueMustNotBeAboveTheThreshold(double value, boolean resolved) {
        OptionalDouble none = OptionalDouble.empty();
        assertThat(resolvesAtOnce(
                        Timeline.feature(spec(Rule.BOUND, Measure.KS), FeatureState.STABLE, value, none, none)))
                .isEqualTo(resolved);
        assertThat(resolvesAtOnce(Timeline.feature(
                        spec(Rule.POINT, Measure.KL),
                        FeatureState.STABLE,
                        value,
                        OptionalDouble.of(0.01),
                        OptionalDouble.of(9))))
                .isEqualTo(resolved);
    }

    private static DetectSpec spec(Rule rule, Measure measure) {
        return new DetectSpec(rule, measure, 0.1, OptionalDouble.of(0.3), 0.999, Smoothing.additive(0.5));
    }

    private static Severity severity(FeatureVerdict feature) {
        return AlertMachine.step(
                        AlertKind.DRIFT,
                        Optional.empty(),
                        Timeline.window(0, 0, feature),
                        feature,
                        AlertSpec.DEFAULT,
                        false)
                .alert()
                .orElseThrow()
                .severity();
    }

    private static boolean resolvesAtOnce(FeatureVerdict feature) {
        Optional<AlertState> firing = new Timeline(AlertSpec.DEFAULT).after("D").state();
        return AlertMachine.step(
                        AlertKind.DRIFT, firing, Timeline.window(1, 0, feature), feature, AlertSpec.DEFAULT, false)
                .alert()
                .isPresent();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyVerdictsGiveAlertsThatFireFirstAndResolveAtMostOnceAndLast(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AlertSpec spec = new AlertSpec(random.nextInt(1, 4), random.nextInt(1, 4), random.nextInt(4) * Timeline.MINUTE);
        String in = letters(random, 500);
        Timeline timeline = new Timeline(spec).after(in);
        Map<String, AlertTransition> last = new HashMap<>();
        String open = "";
        Severity severity = Severity.WARNING;
        for (Alert alert : timeline.alerts()) {
            boolean resolved = alert.state() == AlertTransition.RESOLVED;
            assertThat(last.get(alert.id())).isNotEqualTo(AlertTransition.RESOLVED);
            if (resolved || alert.id().equals(open)) {
                assertThat(alert.id()).isEqualTo(open);
                assertThat(resolved).isEqualTo(alert.severity() == severity);
            } else {
                assertThat(open).isEmpty();
            }
            last.put(alert.id(), alert.state());
            open = resolved ? "" : alert.id();
            severity = alert.severity();
        }
        assertThat(timeline.alerts()).isNotEmpty();
        assertThat(timeline.state().map(AlertState::firing).orElse(false)).isEqualTo(!open.isEmpty());
        assertThat(new Timeline(spec).after(in).alerts()).isEqualTo(timeline.alerts());
    }

    private static String letters(SplittableRandom random, int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> String.valueOf(Timeline.LETTERS.charAt(random.nextInt(Timeline.LETTERS.length()))))
                .collect(Collectors.joining());
    }

    @Test
    void aLaterRevisionIsRefused() {
        FeatureVerdict feature = Timeline.feature('D');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertMachine.step(
                        AlertKind.DRIFT,
                        Optional.empty(),
                        Timeline.window(0, 1, feature),
                        feature,
                        AlertSpec.DEFAULT,
                        false))
                .withMessage("revision: must be 0, was 1");
    }

    @Test
    void theStateOfAnotherFeatureIsRefused() {
        FeatureVerdict feature = Timeline.feature('D');
        AlertState other = AlertState.startingAt("age", AlertKind.DRIFT, Severity.WARNING, 0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertMachine.step(
                        AlertKind.DRIFT,
                        Optional.of(other),
                        Timeline.window(0, 0, feature),
                        feature,
                        AlertSpec.DEFAULT,
                        false))
                .withMessage("feature: must be age as remembered, was income");
    }

    @Test
    void theStateOfAnotherKindIsRefused() {
        FeatureVerdict feature = Timeline.feature('D');
        AlertState other = AlertState.startingAt("income", AlertKind.CREEP, Severity.WARNING, 0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertMachine.step(
                        AlertKind.DRIFT,
                        Optional.of(other),
                        Timeline.window(0, 0, feature),
                        feature,
                        AlertSpec.DEFAULT,
                        false))
                .withMessage("kind: must be creep as remembered, was drift");
    }
}
