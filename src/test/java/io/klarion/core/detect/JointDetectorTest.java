package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Pairs of two yes-no features: no & no, no & yes, no & other, yes & no, …, missing, invalid. */
class JointDetectorTest {

    private static final FeatureCells PAIR =
            JointBinning.of(answer("a"), answer("b")).feature();

    private static FeatureCells answer(String name) {
        return new FeatureCells(name, FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("no", "yes")));
    }

    private static long[] counts(long noNo, long noYes, long yesNo, long yesYes, long missing) {
        return new long[] {noNo, noYes, 0, yesNo, yesYes, 0, 0, 0, 0, missing, 0};
    }

    private static FeatureVerdict judge(DetectSpec spec, long[] reference, long[] window) {
        return judge(spec, Dispersion.UNKNOWN, reference, window);
    }

    private static FeatureVerdict judge(DetectSpec spec, Dispersion dispersion, long[] reference, long[] window) {
        FeatureReference with =
                new FeatureReference(reference, Arrays.stream(reference).sum(), dispersion);
        return Detector.judge(PAIR, spec, SchemaSpec.DEFAULT, Optional.of(with), window);
    }

    private static FeatureVerdict judge(long[] reference, long[] window) {
        return judge(DetectSpec.DEFAULT, reference, window);
    }

    @Test
    void aChangedRelationIsDriftThoughBothFeaturesStayedAsTheyWere() {
        FeatureVerdict verdict = judge(counts(2500, 2500, 2500, 2500, 0), counts(450, 50, 50, 450, 0));

        assertThat(verdict.state()).isEqualTo(FeatureState.DRIFT);
        assertThat(verdict.type()).isEqualTo(FeatureType.JOINT);
        JointVerdict split = verdict.joint().orElseThrow();
        assertThat(split.firstMargin()).isCloseTo(0, within(5e-3));
        assertThat(split.secondMargin()).isCloseTo(0, within(5e-3));
        assertThat(verdict.value()).hasValue(split.dependence());
        assertThat(split.dependence()).isBetween(0.3, 0.4);
    }

    @Test
    void featuresThatMoveAsTheyHangTogetherAreNoDriftOfThePair() {
        FeatureVerdict verdict = judge(counts(4000, 1000, 1000, 4000, 0), counts(80, 20, 180, 720, 0));

        assertThat(verdict.state()).isEqualTo(FeatureState.STABLE);
        JointVerdict split = verdict.joint().orElseThrow();
        assertThat(split.kl()).isGreaterThan(0.2);
        assertThat(split.firstMargin()).isGreaterThan(0.1);
    }

    @Test
    void thePartsSumToTheDivergenceAndTheContributionsToTheDependence() {
        FeatureVerdict verdict = judge(counts(4000, 1000, 2000, 3000, 70), counts(10, 320, 180, 20, 30));
        JointVerdict split = verdict.joint().orElseThrow();

        assertThat(split.firstMargin() + split.secondMargin() + split.shift() + split.dependence())
                .isCloseTo(split.kl(), within(1e-12));
        assertThat(verdict.cells().stream()
                        .mapToDouble(CellVerdict::contribution)
                        .sum())
                .isCloseTo(split.dependence(), within(1e-12));
        assertThat(verdict.cells().stream().mapToDouble(CellVerdict::window).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(verdict.cells().stream().mapToDouble(CellVerdict::reference).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(verdict.cells().stream().mapToLong(CellVerdict::count).sum()).isEqualTo(560);
        assertThat(verdict.n()).isEqualTo(560);
        assertThat(verdict.missing()).isEqualTo(30);
    }

    @Test
    void whereWindowsDifferNoMoreThanChanceTheLawOfIndependentRecordsHolds() {
        long[] reference = counts(2500, 2500, 2500, 2500, 0);
        long[] window = counts(140, 110, 105, 145, 0);
        assertThat(judge(DetectSpec.DEFAULT, new Dispersion(0, 0.001, 1, 12), reference, window)
                        .pValue())
                .isEqualTo(judge(reference, window).pValue());
    }

    @Test
    void recordsWithoutBothValuesSayNothing() {
        FeatureVerdict few = judge(counts(2500, 2500, 2500, 2500, 0), counts(450, 50, 50, 450, 0));
        FeatureVerdict many = judge(counts(2500, 2500, 2500, 2500, 0), counts(450, 50, 50, 450, 100_000));

        assertThat(many.value()).isEqualTo(few.value());
        assertThat(many.lower()).isEqualTo(few.lower());
        assertThat(many.schema()).isEmpty();
        assertThat(judge(counts(2500, 2500, 2500, 2500, 0), counts(0, 0, 0, 0, 500))
                        .state())
                .isEqualTo(FeatureState.NO_DATA);
        assertThat(judge(counts(0, 0, 0, 0, 100), counts(9, 9, 9, 9, 0)).state())
                .isEqualTo(FeatureState.NO_REFERENCE);
        assertThat(judge(counts(2500, 2500, 2500, 2500, 0), counts(4, 0, 0, 4, 500))
                        .state())
                .isEqualTo(FeatureState.INSUFFICIENT_DATA);
    }

    @Test
    void aPairIsJudgedByKlOnly() {
        DetectSpec psi =
                new DetectSpec(Rule.BOUND, Measure.PSI, 0.1, OptionalDouble.empty(), 0.999, Smoothing.additive(0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judge(psi, counts(1, 1, 1, 1, 0), counts(1, 1, 1, 1, 0)))
                .withMessage("feature a & b: must be judged by kl, as all pairs are, was psi");
    }
}
