package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceFormulaTest {

    /** One-sided normal quantile of 0.999. */
    private static final double Z_999 = 3.090232306167813;

    private static final long[] WINDOW = {30, 50, 20};
    private static final long[] REFERENCE = {100, 400, 500};

    @Test
    void klEvidenceIsTheFormulaWorkedByHand() {
        double[] q = {100.5 / 1001.5, 400.5 / 1001.5, 500.5 / 1001.5};
        double[] p = {0.3, 0.5, 0.2};
        double divergence = 0;
        double mean = 0;
        double square = 0;
        double referenceSquare = 0;
        for (int i = 0; i < 3; i++) {
            double log = Math.log(p[i] / q[i]);
            divergence += p[i] * log;
            mean += p[i] * log;
            square += p[i] * log * log;
            referenceSquare += p[i] * p[i] / q[i];
        }
        double noise = 1.0 / 100 + 1.0 / 1000;
        double variance = (square - mean * mean) / 100 + (referenceSquare - 1) / 1000 + noise * noise;
        Evidence evidence =
                EvidenceFormula.of(Measure.KL, WINDOW, REFERENCE, EffectiveSizes.independent(100, 1000), 0.999);
        assertThat(evidence.estimate()).isCloseTo(divergence - noise, within(1e-14));
        assertThat(evidence.lower()).isCloseTo(divergence - noise - Z_999 * Math.sqrt(variance), within(1e-12));
        assertThat(evidence.upper()).isCloseTo(divergence - noise + Z_999 * Math.sqrt(variance), within(1e-12));
        assertThat(evidence.confidence()).isEqualTo(0.999);
        assertThat(evidence.effectiveWindow()).isEqualTo(100);
        assertThat(evidence.effectiveReference()).isEqualTo(1000);
        assertThat(evidence.cells()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"TOTAL_VARIATION", "KS", "WASSERSTEIN"},
            mode = Mode.EXCLUDE)
    void theVarianceIsThatOfTheGradient(Measure measure) {
        boolean smoothsWindow = measure == Measure.REVERSE_KL || measure == Measure.PSI;
        double[] p = (smoothsWindow ? Smoothing.additive(0.5) : Smoothing.none()).shares(WINDOW);
        double[] q = Smoothing.additive(0.5).shares(REFERENCE);
        double delta = gradientVariance(measure, p, q, true) / 100 + gradientVariance(measure, p, q, false) / 1000;
        double curvature = measure.generator().curvature();
        double noise = 1.0 / 100 + 1.0 / 1000;
        double margin = Z_999 * Math.sqrt(delta + curvature * curvature * noise * noise);
        double estimate = sum(measure, p, q) - curvature * noise;
        Evidence evidence =
                EvidenceFormula.of(measure, WINDOW, REFERENCE, EffectiveSizes.independent(100, 1000), 0.999);
        assertThat(evidence.estimate()).isCloseTo(mapped(measure, estimate), within(1e-9));
        assertThat(evidence.lower()).isCloseTo(mapped(measure, estimate - margin), within(1e-6));
        assertThat(evidence.upper()).isCloseTo(mapped(measure, estimate + margin), within(1e-6));
    }

    private static double mapped(Measure measure, double value) {
        return measure == Measure.HELLINGER ? Math.sqrt(Math.min(1, Math.max(0, value))) : value;
    }

    /** Variance of the derivatives of Σ q f(p/q) by the shares of one side, taken by finite differences. */
    private static double gradientVariance(Measure measure, double[] p, double[] q, boolean ofWindow) {
        double[] varied = ofWindow ? p : q;
        double mean = 0;
        double square = 0;
        for (int i = 0; i < varied.length; i++) {
            double share = varied[i];
            double step = share * 1e-5;
            varied[i] = share + step;
            double above = sum(measure, p, q);
            varied[i] = share - step;
            double slope = (above - sum(measure, p, q)) / (2 * step);
            varied[i] = share;
            mean += share * slope;
            square += share * slope * slope;
        }
        return square - mean * mean;
    }

    private static double sum(Measure measure, double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += measure.generator().term(p[i], q[i]);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void boundsEncloseTheEstimateAndNothingIsNaN(int seed) {
        RandomCounts random = RandomCounts.of(seed);
        int cells = random.cells();
        long[] window = random.row(cells);
        long[] reference = random.row(cells);
        for (Measure measure : Measure.values()) {
            if (measure.isSmooth()) {
                Evidence evidence =
                        EvidenceFormula.of(measure, window, reference, EffectiveSizes.independent(3.5, 1e4), 0.99);
                assertThat(evidence.lower()).as(measure.key()).isLessThanOrEqualTo(evidence.estimate());
                assertThat(evidence.upper()).as(measure.key()).isGreaterThanOrEqualTo(evidence.estimate());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"TOTAL_VARIATION", "KS", "WASSERSTEIN"},
            mode = Mode.EXCLUDE)
    void cellsThatNeitherSideUsesChangeNothing(Measure measure) {
        long[] window = {0, 30, 0, 50, 20, 0};
        long[] reference = {0, 100, 0, 400, 500, 0};
        assertThat(EvidenceFormula.of(measure, window, reference, EffectiveSizes.independent(100, 1000), 0.999))
                .isEqualTo(
                        EvidenceFormula.of(measure, WINDOW, REFERENCE, EffectiveSizes.independent(100, 1000), 0.999));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"TOTAL_VARIATION", "KS", "WASSERSTEIN"},
            mode = Mode.EXCLUDE)
    void cellsOfOneSideOnlyStayFinite(Measure measure) {
        Evidence evidence = EvidenceFormula.of(
                measure,
                new long[] {50, 0, 50},
                new long[] {0, 500, 500},
                EffectiveSizes.independent(100, 1000),
                0.999);
        assertThat(evidence.lower()).isFinite();
        assertThat(evidence.upper()).isFinite();
        assertThat(evidence.cells()).isEqualTo(3);
    }

    @Test
    void repeatedRecordsAtTheirEffectiveSizeSayExactlyAsMuchAsTheDistinctOnes() {
        long[] tenfoldWindow = {300, 500, 200};
        long[] fivefoldReference = {500, 2000, 2500};
        assertThat(EvidenceFormula.of(
                        Measure.PSI, tenfoldWindow, fivefoldReference, EffectiveSizes.independent(100, 1000), 0.999))
                .isEqualTo(EvidenceFormula.of(
                        Measure.PSI, WINDOW, REFERENCE, EffectiveSizes.independent(100, 1000), 0.999));
    }

    @Test
    void fewerEffectiveRecordsWidenTheBounds() {
        Evidence all = EvidenceFormula.of(Measure.KL, WINDOW, REFERENCE, EffectiveSizes.independent(100, 1000), 0.999);
        Evidence fewer =
                EvidenceFormula.of(Measure.KL, WINDOW, REFERENCE, EffectiveSizes.independent(25.5, 250.5), 0.999);
        assertThat(fewer.lower()).isLessThan(all.lower());
        assertThat(fewer.upper()).isGreaterThan(all.upper());
        assertThat(fewer.effectiveWindow()).isEqualTo(25.5);
    }

    @Test
    void estimatedSizesTakeStudentsQuantileAndTheVarianceOfTheFLaw() {
        long[] even = {50, 50, 50, 50};
        long[] reference = {9, 9, 9, 9};
        EffectiveSizes sizes = new EffectiveSizes(200, 36, 2, 11);
        Evidence evidence = EvidenceFormula.of(Measure.KL, even, reference, sizes, 0.99);
        /* (11 − 1) · 3 / 2 = 15 degrees of freedom: t = 2.602480; variance ½ · 3 · 2 · (1 + 1/10) · e². */
        double margin = 2.6024802950111225 * Math.sqrt(3.3) * (1.0 / 200 + 1.0 / 36);
        assertThat(evidence.upper() - evidence.estimate()).isCloseTo(margin, within(1e-9));
        assertThat(evidence.estimate() - evidence.lower()).isCloseTo(margin, within(1e-9));
        assertThat(EvidenceFormula.noise(Measure.KL, evidence, sizes)).isCloseTo(margin, within(1e-9));
    }

    @Test
    void withoutRecordsNothingIsKnown() {
        Evidence unknown = new Evidence(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.999, 0, 1000, 3);
        assertThat(EvidenceFormula.of(Measure.KL, new long[3], REFERENCE, EffectiveSizes.independent(0, 1000), 0.999))
                .isEqualTo(unknown);
        assertThat(EvidenceFormula.of(
                        Measure.HELLINGER, new long[3], REFERENCE, EffectiveSizes.independent(0, 1000), 0.999))
                .isEqualTo(unknown);
        assertThat(EvidenceFormula.of(Measure.KL, WINDOW, REFERENCE, EffectiveSizes.independent(0, 1000), 0.999))
                .isEqualTo(unknown);
        assertThat(EvidenceFormula.of(Measure.KL, WINDOW, REFERENCE, EffectiveSizes.independent(1e-300, 1000), 0.999))
                .isEqualTo(unknown);
        assertThat(EvidenceFormula.of(Measure.KL, WINDOW, new long[3], EffectiveSizes.independent(100, 0), 0.999)
                        .upper())
                .isInfinite();
        assertThat(EvidenceFormula.of(Measure.KL, new long[0], new long[0], EffectiveSizes.independent(0, 0), 0.999)
                        .cells())
                .isZero();
    }

    @Test
    void aConstantOnBothSidesIsCertainlyTheSame() {
        assertThat(EvidenceFormula.of(
                        Measure.PSI, new long[] {0, 7}, new long[] {0, 90}, EffectiveSizes.independent(7, 90), 0.999))
                .isEqualTo(new Evidence(0, 0, 0, 0.999, 7, 90, 1));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"TOTAL_VARIATION", "KS", "WASSERSTEIN", "HELLINGER"},
            mode = Mode.EXCLUDE)
    void whereSharesAreEqualTheMarginIsTheNoise(Measure measure) {
        Evidence evidence = EvidenceFormula.of(
                measure,
                new long[] {50, 50, 50, 50},
                new long[] {9, 9, 9, 9},
                EffectiveSizes.independent(200, 36),
                0.999);
        double noise = EvidenceFormula.noise(measure, evidence, EffectiveSizes.independent(200, 36));
        double expected = Z_999 * measure.generator().curvature() * Math.sqrt(1.5) * (1.0 / 200 + 1.0 / 36);
        assertThat(noise).isCloseTo(expected, within(1e-12));
        assertThat(evidence.upper() - evidence.estimate()).isCloseTo(noise, within(1e-12));
    }

    @Test
    void noiseIsARootForHellingerAndUnboundedWithoutRecords() {
        Evidence evidence =
                EvidenceFormula.of(Measure.HELLINGER, WINDOW, REFERENCE, EffectiveSizes.independent(100, 1000), 0.999);
        double square = Z_999 * 0.25 * (1.0 / 100 + 1.0 / 1000);
        assertThat(EvidenceFormula.noise(Measure.HELLINGER, evidence, EffectiveSizes.independent(100, 1000)))
                .isCloseTo(Math.sqrt(square), within(1e-12));
        Evidence empty =
                EvidenceFormula.of(Measure.KL, new long[3], REFERENCE, EffectiveSizes.independent(0, 1000), 0.999);
        assertThat(EvidenceFormula.noise(Measure.KL, empty, EffectiveSizes.independent(0, 1000)))
                .isInfinite();
        Evidence constant =
                EvidenceFormula.of(Measure.KL, new long[] {5}, new long[] {9}, EffectiveSizes.independent(5, 9), 0.999);
        assertThat(EvidenceFormula.noise(Measure.KL, constant, EffectiveSizes.independent(5, 9)))
                .isZero();
    }

    @Test
    void confidenceOfOneHalfPutsTheBoundsOnTheEstimate() {
        Evidence evidence =
                EvidenceFormula.of(Measure.JS, WINDOW, REFERENCE, EffectiveSizes.independent(100, 1000), 0.5);
        assertThat(evidence.lower()).isEqualTo(evidence.estimate()).isEqualTo(evidence.upper());
    }

    @Test
    void hellingerEvidenceIsCutToItsRange() {
        Evidence same = EvidenceFormula.of(
                Measure.HELLINGER, new long[] {5, 5}, new long[] {50, 50}, EffectiveSizes.independent(10, 100), 0.999);
        assertThat(same.estimate()).isZero();
        assertThat(same.lower()).isZero();
        Evidence disjoint = EvidenceFormula.of(
                Measure.HELLINGER, new long[] {9, 0}, new long[] {0, 9}, EffectiveSizes.independent(9, 9), 0.999);
        assertThat(disjoint.upper()).isEqualTo(1);
    }

    @Test
    void onlyJensenShannonAndHellingerNeedTwentyRecordsACell() {
        for (Measure measure : Measure.values()) {
            boolean needs = measure == Measure.JS || measure == Measure.HELLINGER;
            assertThat(EvidenceFormula.isCalibrated(measure, new Evidence(0, 0, 0, 0.9, 59.9, 100, 3)))
                    .isEqualTo(!needs);
            assertThat(EvidenceFormula.isCalibrated(measure, new Evidence(0, 0, 0, 0.9, 60, 100, 3)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOTAL_VARIATION", "KS", "WASSERSTEIN"})
    void measuresWithACornerHaveNoEvidence(Measure measure) {
        assertThatThrownBy(() ->
                        EvidenceFormula.of(measure, WINDOW, REFERENCE, EffectiveSizes.independent(100, 1000), 0.999))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("measure: must be smooth to have evidence, was " + measure.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.49", "1", "NaN"})
    void confidenceMustBeBetweenOneHalfAndOne(String confidence) {
        assertThatThrownBy(() -> EvidenceFormula.of(
                        Measure.KL,
                        WINDOW,
                        REFERENCE,
                        EffectiveSizes.independent(100, 1000),
                        Double.parseDouble(confidence)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confidence: must be at least 0.5 and below 1, was " + confidence);
    }

    @Test
    void countsAndSizesMustMakeSense() {
        assertThatThrownBy(() -> EvidenceFormula.of(
                        Measure.KL, new long[] {1}, REFERENCE, EffectiveSizes.independent(1, 1000), 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window: must have as many cells as the reference, 3, was 1");
        assertThatThrownBy(() -> EvidenceFormula.of(
                        Measure.KL, new long[] {1, -2, 3}, REFERENCE, EffectiveSizes.independent(2, 1000), 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window[1]: must be at least 0, was -2");
        assertThatThrownBy(() -> EvidenceFormula.of(
                        Measure.KL, WINDOW, REFERENCE, EffectiveSizes.independent(Double.NaN, 1000), 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("effective window size: must be between 0 and 1e19, was NaN");
        assertThatThrownBy(() ->
                        EvidenceFormula.of(Measure.KL, WINDOW, REFERENCE, EffectiveSizes.independent(100, -1), 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("effective reference size: must be between 0 and 1e19, was -1");
        assertThatThrownBy(() -> new Evidence(0, 0.1, 0.2, 0.9, 1, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("evidence: must have lower ≤ estimate ≤ upper, was 0.1, 0, 0.2");
    }

    @Test
    void aSideThatHoldsNoRecordsIsWorthNothingWhateverSizeItClaims() {
        assertThat(EvidenceFormula.of(Measure.KL, new long[3], REFERENCE, EffectiveSizes.independent(5, 1000), 0.999)
                        .effectiveWindow())
                .isZero();
        assertThat(EvidenceFormula.of(Measure.KL, WINDOW, new long[3], EffectiveSizes.independent(100, 5), 0.999)
                        .effectiveReference())
                .isZero();
    }

    @Test
    void aSideWorthAMillionthOfARecordCountsAndOneWorthLessDoesNot() {
        for (double size : new double[] {1e-6, 1e19}) {
            Evidence both =
                    EvidenceFormula.of(Measure.KL, WINDOW, REFERENCE, EffectiveSizes.independent(size, size), 0.999);
            assertThat(both.effectiveWindow()).isEqualTo(size);
            assertThat(both.effectiveReference()).isEqualTo(size);
            assertThat(both.upper()).isFinite();
        }
        double less = Math.nextDown(1e-6);
        Evidence none =
                EvidenceFormula.of(Measure.KL, WINDOW, REFERENCE, EffectiveSizes.independent(less, less), 0.999);
        assertThat(none.effectiveWindow()).isZero();
        assertThat(none.effectiveReference()).isZero();
        assertThat(none.upper()).isInfinite();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 200})
    void noiseGrowsWithTheRootOfTheCells(int cells) {
        Evidence evidence = new Evidence(0, 0, 0, 0.999, 100, 1000, cells);
        double expected = Z_999 * Math.sqrt((cells - 1) / 2.0) * (1.0 / 100 + 1.0 / 1000);
        assertThat(EvidenceFormula.noise(Measure.KL, evidence, EffectiveSizes.independent(100, 1000)))
                .isCloseTo(expected, within(1e-12));
    }
}
