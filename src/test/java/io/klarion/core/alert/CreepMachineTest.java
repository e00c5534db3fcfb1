package io.klarion.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreepMachineTest {

    private static final double THRESHOLD = 0.1;
    private static final double LARGE = 0.2;
    private static final double TWO_AND_A_HALF_NATS = Math.exp(-4.5);
    private static final AlertSpec SPEC = new AlertSpec(1, 2, 3 * Timeline.MINUTE);

    /* Windows, one a minute, and what the machine makes of them. */
    private static final class Watch {
        private Optional<AlertState> state = Optional.empty();
        private final List<Alert> alerts = new ArrayList<>();
        private int windows;

        Watch see(double p, double estimate) {
            return see(verdict(Rule.BOUND, FeatureState.STABLE, p, estimate, 1000), false);
        }

        Watch see(FeatureVerdict feature, boolean isTold) {
            Verdict window = Timeline.window(windows++, 0, feature);
            AlertStep step = CreepMachine.step(state, window, feature, isTold, SPEC, false);
            state = step.state();
            step.alert().ifPresent(alerts::add);
            return this;
        }

        Watch pause() {
            return see(Timeline.feature('-'), false);
        }

        double sum() {
            return state.map(AlertState::evidence).orElse(0L) / 1e6;
        }
    }

    private static FeatureVerdict verdict(Rule rule, FeatureState state, double p, double estimate, long n) {
        return new FeatureVerdict(
                "income",
                FeatureType.NUMERIC,
                state,
                n,
                0,
                0,
                (double) n,
                10_000,
                10_000,
                "reference",
                new DetectSpec(rule, Measure.KL, THRESHOLD, OptionalDouble.empty(), 0.99, Smoothing.additive(0.5)),
                OptionalDouble.of(estimate),
                OptionalDouble.of(estimate),
                OptionalDouble.of(estimate - 1),
                OptionalDouble.of(estimate + 1),
                OptionalDouble.of(p),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theSumIsPagesFromOneWindowToTheNext(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Watch watch = new Watch();
        double sum = 0;
        double limit = Math.log(1 / 0.003) / 0.7968121300200199;
        for (int i = 0; i < 500; i++) {
            double p = Math.exp(-3 * random.nextDouble());
            double estimate = random.nextDouble() < 0.8 ? LARGE : THRESHOLD;
            watch.see(p, estimate);
            double evidence = estimate > THRESHOLD ? Math.min(-Math.log(p), -Math.log(0.01)) : 0;
            sum = Math.min(limit, Math.max(0, sum + evidence - 2));
            assertThat(watch.sum()).isEqualTo(sum, within(1e-3));
        }
    }

    @Test
    void severalWindowsOfMiddlingEvidenceFireOnceAndNameTheirOnset() {
        Watch watch = new Watch().see(0.5, LARGE);
        for (int i = 0; i < 6; i++) {
            watch.see(TWO_AND_A_HALF_NATS, LARGE);
        }
        assertThat(watch.alerts).hasSize(1);
        Alert alert = watch.alerts.get(0);
        assertThat(alert.kind()).isEqualTo(AlertKind.CREEP);
        assertThat(alert.state()).isEqualTo(AlertTransition.FIRING);
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        assertThat(alert.onsetStart()).isEqualTo(Timeline.MINUTE);
        assertThat(alert.windowStart()).isEqualTo(3 * Timeline.MINUTE);
        assertThat(alert.summary()).startsWith("income creeps away: 3 windows together show a drift that none shows");
    }

    @Test
    void noSingleWindowFires() {
        Watch watch = new Watch().see(0, LARGE);
        assertThat(watch.alerts).isEmpty();
        assertThat(watch.sum()).isEqualTo(-Math.log(0.01) - 2, within(1e-6));
    }

    @Test
    void evidenceOfADivergenceTooSmallToMatterIsNone() {
        Watch watch = new Watch();
        for (int i = 0; i < 100; i++) {
            watch.see(0, THRESHOLD);
        }
        assertThat(watch.alerts).isEmpty();
        assertThat(watch.state).isEmpty();
    }

    @Test
    void quietWindowsBringTheSumBackToNothingAndThatEndsTheAlert() {
        Watch watch = firing();
        watch.see(1, 0).see(1, 0).see(1, 0);
        assertThat(watch.alerts).hasSize(1);
        watch.see(1, 0);
        assertThat(watch.alerts).hasSize(2);
        assertThat(watch.alerts.get(1).state()).isEqualTo(AlertTransition.RESOLVED);
        assertThat(watch.alerts.get(1).id()).isEqualTo(watch.alerts.get(0).id());
        assertThat(watch.state).isEmpty();
    }

    private static Watch firing() {
        Watch watch = new Watch();
        for (int i = 0; i < 4; i++) {
            watch.see(TWO_AND_A_HALF_NATS, LARGE);
        }
        assertThat(watch.alerts).hasSize(1);
        return watch;
    }

    @Test
    void anAlertOfAnotherKindEndsItAndForgetsWhatWasGathered() {
        FeatureVerdict drift = verdict(Rule.BOUND, FeatureState.DRIFT, 0, 1, 1000);
        assertThat(firing().see(drift, true).alerts.get(1).summary())
                .isEqualTo("income no longer creeps: another alert tells of it by now");
        Watch gathering = new Watch().see(TWO_AND_A_HALF_NATS, LARGE).see(drift, true);
        assertThat(gathering.state).isEmpty();
        assertThat(gathering.alerts).isEmpty();
    }

    @Test
    void windowsThatCannotBeJudgedChangeNothingForAsLongAsHold() {
        Watch watch = firing().pause().pause().pause();
        assertThat(watch.alerts).hasSize(1);
        assertThat(watch.pause().alerts).hasSize(2);
        Watch gathering =
                new Watch().see(TWO_AND_A_HALF_NATS, LARGE).pause().pause().pause();
        assertThat(gathering.sum()).isEqualTo(2.5, within(1e-6));
        assertThat(gathering.pause().state).isEmpty();
    }

    @Test
    void tooFewRecordsAndPlainRulesAreNoEvidence() {
        Watch watch = new Watch()
                .see(verdict(Rule.BOUND, FeatureState.INSUFFICIENT_DATA, 0, 1, 9), false)
                .see(verdict(Rule.POINT, FeatureState.STABLE, 0, 1, 1000), false);
        assertThat(watch.state).isEmpty();
    }

    @Test
    void windowsThatOverlapTheOneCountedBeforeArePassedOver() {
        FeatureVerdict feature = verdict(Rule.BOUND, FeatureState.STABLE, TWO_AND_A_HALF_NATS, LARGE, 1000);
        AlertStep first =
                CreepMachine.step(Optional.empty(), Timeline.window(0, 0, feature), feature, false, SPEC, false);
        AlertStep same = CreepMachine.step(first.state(), Timeline.window(0, 0, feature), feature, false, SPEC, false);
        assertThat(same).isEqualTo(first);
    }
}
