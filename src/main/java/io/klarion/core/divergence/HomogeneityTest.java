package io.klarion.core.divergence;

import java.util.Arrays;

/**
 * Two-sample tests of one question: could window and reference come from the same population?
 *
 * <p>With observed counts O and expected counts E of the 2 × k table (both sides are samples),
 * {@code G = 2 Σ O ln(O/E)} and {@code χ² = Σ (O − E)²/E}, each against the χ² law with k − 1 degrees of freedom, or for
 * estimated sizes the law of {@link EffectiveSizes}; k counts the cells that either side uses. Sources: [1] S. S. Wilks, Ann. Math. Stat. 9 (1938) 60–62; [2] K. Pearson,
 * Phil. Mag. 50 (1900) 157–175. No continuity correction.
 *
 * <p>A small p-value does <em>not</em> say that the difference is large: with many records any difference is
 * significant. Where cells are thin the law is approximate: G alarms too often below 5 records a cell (7 to 12 % at
 * nominal 5 %), χ² less so; {@code minExpected} tells.
 *
 * @param g the G statistic, at least 0
 * @param gPValue its p-value, in [0, 1]
 * @param chiSquare the χ² statistic, at least 0
 * @param chiSquarePValue its p-value, in [0, 1]
 * @param degreesOfFreedom k − 1; 0 when there is nothing to test (a side without records, or one cell only), and then
 *     the statistics are 0 and the p-values 1
 * @param minExpected the smallest expected count of the table; 0 when there is nothing to test
 */
public record HomogeneityTest(
        double g, double gPValue, double chiSquare, double chiSquarePValue, int degreesOfFreedom, double minExpected) {

    private static final HomogeneityTest UNTESTABLE = new HomogeneityTest(0, 1, 0, 1, 0, 0);

    /** The test of independent records. */
    public static HomogeneityTest of(long[] window, long[] reference) {
        return of(window, reference, EffectiveSizes.independent(sum(window), sum(reference)));
    }

    /**
     * The test of dependent records: counts scaled so that the sides sum to their effective sizes, p-values by the law
     * of {@link EffectiveSizes}.
     */
    public static HomogeneityTest of(long[] window, long[] reference, EffectiveSizes sizes) {
        CountPair counts = CountPair.of(window, reference, sizes);
        if (counts.isEmpty() || counts.cells() < 2) {
            return UNTESTABLE;
        }
        TwoSampleTable table = new TwoSampleTable(counts);
        double g = table.g();
        int degreesOfFreedom = counts.cells() - 1;
        return new HomogeneityTest(
                g,
                sizes.pValue(g, degreesOfFreedom),
                table.chiSquare(),
                sizes.pValue(table.chiSquare(), degreesOfFreedom),
                degreesOfFreedom,
                table.minExpected());
    }

    private static double sum(long[] counts) {
        return Arrays.stream(counts).asDoubleStream().sum();
    }
}
