package io.klarion.core.divergence;

import io.klarion.core.distribution.NumberText;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * How many independent records a window and its reference are worth, and how sure that is.
 *
 * <p>Sizes n and m make the mean of a χ² statistic right. Where they were estimated from W windows, two things are
 * not: dependence inflates some directions more than others, and the estimate is uncertain. With δ the eigenvalues of
 * the design effect (Rao and Scott's generalized design effects) and a = 1 + cv²(δ) their spread, a statistic X² over
 * k cells is judged by
 *
 * <pre>{@code X² / (k − 1) ~ (Σ δ_i χ²_1 / Σ δ_i) / (χ²_ν / ν)      ν = (W − 1)(k − 1) / a}</pre>
 *
 * <p>with the heaviest tail that the spread allows, see {@link UnequalDirections}; for a = 1 that is F(k − 1, ν), and for many windows
 * χ². Satterthwaite's F((k − 1) / a, ν) [1] has the same two moments and a tail that is too light: on AR(1) it keeps 1 % and is three
 * times too often wrong at 0.1 %. The normal quantile of a bound becomes that of Student's t with ν degrees of freedom.
 *
 * <p>[1] D. R. Thomas, J. N. K. Rao, Small-sample comparisons of level and power for simple goodness-of-fit statistics
 * under cluster sampling, J. Amer. Stat. Assoc. 82 (1987) 630–636, after J. N. K. Rao, A. J. Scott, Annals of
 * Statistics 12 (1984).
 *
 * @param window effective records of the window, in [0, 1e19]
 * @param reference effective records of the reference, in [0, 1e19]
 * @param spread a, at least 1; 1 when all directions are alike
 * @param windows W, how many windows the sizes were estimated from, at least 2; 0 when they are exact, as for
 *     independent records
 */
public record EffectiveSizes(double window, double reference, double spread, int windows) {

    private static final double LARGEST = 1e19;

    public EffectiveSizes {
        requireSize("effective window size", window);
        requireSize("effective reference size", reference);
        if (!(spread >= 1) || windows < 0 || windows == 1) {
            throw new IllegalArgumentException("effective sizes: must have a spread of at least 1 and no or at least"
                    + " 2 windows, was spread " + NumberText.of(spread) + ", windows " + windows);
        }
    }

    private static void requireSize(String name, double size) {
        if (!(size >= 0 && size <= LARGEST)) {
            throw new IllegalArgumentException(name + ": must be between 0 and 1e19, was " + NumberText.of(size));
        }
    }

    /** The sizes of independent records: their numbers. */
    public static EffectiveSizes independent(double window, double reference) {
        return new EffectiveSizes(window, reference, 1, 0);
    }

    /** Whether the sizes are numbers of independent records, not estimates. */
    boolean isExact() {
        return windows == 0;
    }

    /** The chance 1/n + 1/m that sampling leaves between the two sides, e in the formulas; infinite for an empty side. */
    double noise() {
        return 1 / window + 1 / reference;
    }

    /** The chance that a statistic over {@code degrees} + 1 cells is at least {@code statistic} when nothing differs. */
    double pValue(double statistic, int degrees) {
        if (windows == 0) {
            return ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
        }
        double a = spread(degrees);
        double estimated = (windows - 1) * degrees / a;
        return a == 1
                ? FDistribution.of(degrees, estimated).survivalProbability(statistic / degrees)
                : UnequalDirections.survival(statistic / degrees, degrees, a, estimated);
    }

    /** How many standard deviations a one-sided bound lies from the estimate. */
    double quantile(double confidence, int degrees) {
        return windows == 0
                ? StudentQuantiles.normal(confidence)
                : StudentQuantiles.of((windows - 1) * degrees / spread(degrees), confidence);
    }

    /** By what dependence raises the variance of a statistic beyond that of a χ²: a (1 + 1/(W − 1)). */
    double varianceFactor(int degrees) {
        return windows == 0 ? 1 : spread(degrees) * (1 + 1.0 / (windows - 1));
    }

    private double spread(int degrees) {
        return Math.min(spread, degrees);
    }
}
