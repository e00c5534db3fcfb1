package io.klarion.core.detect;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.divergence.Divergences;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.OrderedCells;
import io.klarion.core.divergence.SharePair;
import io.klarion.core.reference.FeatureReference;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The smallest divergence that a window of n records is told of about every other time: what a threshold, a confidence
 * and a window size come to.
 *
 * <p>The reference's values are leant towards its last cells, {@code p ∝ q exp(θ r)} with r the cell's mid-rank under
 * the reference, in [0, 1] (exponential tilting: of all distributions with the same mean rank the one nearest to q);
 * the shares of missing and invalid values stay. A typical window of it is shown to the {@link Detector}, and the
 * smallest θ that is called drift is found by halving. Typical: every cell is off its expected count by as much as
 * chance has it, {@code ± n √(p (1/n′ + 1/m′))} with the effective sizes, the signs in the order + − − +, which is
 * neither a slope nor a single cell. Other changes need about as much, those of a single small cell more.
 */
public final class DetectableDivergence {

    private static final double STEEPEST = 64;
    private static final double FLATTEST = 1e-4;
    private static final double PRECISION = 1.01;

    private final FeatureCells feature;
    private final DetectSpec spec;
    private final FeatureReference reference;
    private final long records;
    private final double[] rank;

    private DetectableDivergence(FeatureCells feature, DetectSpec spec, FeatureReference reference, long records) {
        this.feature = feature;
        this.spec = spec;
        this.reference = reference;
        this.records = records;
        this.rank = midRanks(feature.binning(), reference);
    }

    /**
     * The divergence, in the unit of the spec's measure.
     *
     * @param feature a single feature, not a pair
     * @param spec how it is judged
     * @param reference what it is compared with
     * @param records n, how many records a window holds
     * @return empty when no such change is told of: too few records, or all values in one cell
     */
    public static OptionalDouble of(FeatureCells feature, DetectSpec spec, FeatureReference reference, long records) {
        return reference.total() == 0 || records < Detector.FEWEST_RECORDS
                ? OptionalDouble.empty()
                : new DetectableDivergence(feature, spec, reference, records).smallest();
    }

    private OptionalDouble smallest() {
        if (!isTold(STEEPEST)) {
            return OptionalDouble.empty();
        }
        double silent = FLATTEST;
        double told = STEEPEST;
        while (told / silent > PRECISION) {
            double middle = Math.sqrt(silent * told);
            if (isTold(middle)) {
                told = middle;
            } else {
                silent = middle;
            }
        }
        double[] window = shares(told);
        double[] expected = shares(0);
        return OptionalDouble.of(Divergences.value(
                spec.measure(), SharePair.ofShares(window, expected), OrderedCells.of(feature.binning())));
    }

    private boolean isTold(double theta) {
        long[] counts = counts(typical(shares(theta)));
        return Detector.judge(feature, spec, SchemaSpec.OFF, Optional.of(reference), counts)
                        .state()
                == FeatureState.DRIFT;
    }

    /* The shares of the reference, leant by θ; 0 stays 0. */
    private double[] shares(double theta) {
        Binning binning = feature.binning();
        double[] shares = new double[binning.cells()];
        double values = 0;
        double leant = 0;
        for (int i = 0; i < binning.missing(); i++) {
            shares[i] = reference.count(i) * StrictMath.exp(theta * (rank[i] - 1));
            values += reference.count(i);
            leant += shares[i];
        }
        for (int i = 0; i < binning.missing(); i++) {
            shares[i] *= leant == 0 ? 0 : values / leant / reference.total();
        }
        for (int i = binning.missing(); i < shares.length; i++) {
            shares[i] = (double) reference.count(i) / reference.total();
        }
        return shares;
    }

    private double[] typical(double[] shares) {
        EffectiveSizes sizes = Comparison.sizes(reference, records);
        double spread = Math.sqrt(1 / sizes.window() + 1 / sizes.reference());
        double[] window = shares.clone();
        int used = 0;
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            if (shares[i] > 0) {
                int sign = (used + 1) / 2 % 2 == 0 ? 1 : -1;
                window[i] = Math.max(0, shares[i] + sign * spread * Math.sqrt(shares[i]));
                sum += window[i];
                used++;
            }
        }
        for (int i = 0; i < window.length; i++) {
            window[i] /= sum;
        }
        return window;
    }

    /* Rounded so that they add up: each cell ends where its cumulative share does. */
    private long[] counts(double[] shares) {
        long[] counts = new long[shares.length];
        double cumulative = 0;
        long before = 0;
        for (int i = 0; i < shares.length; i++) {
            cumulative += shares[i];
            long end = i == shares.length - 1 ? records : Math.min(records, Math.round(cumulative * records));
            counts[i] = end - before;
            before = end;
        }
        return counts;
    }

    private static double[] midRanks(Binning binning, FeatureReference reference) {
        double[] rank = new double[binning.missing()];
        long values = Arrays.stream(reference.counts(), 0, binning.missing()).sum();
        long before = 0;
        for (int i = 0; i < rank.length && values > 0; i++) {
            rank[i] = (before + reference.count(i) / 2.0) / values;
            before += reference.count(i);
        }
        return rank;
    }
}
