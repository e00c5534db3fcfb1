package io.klarion.core.reference;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many records the reference's own windows hold: whole windows only, empty ones between them included.
 *
 * <p>Counts of a stream spread more than independent arrivals would, and the more the more there are. Their roots
 * {@code y = √(n + 3/8)} spread evenly [1]: by ½ for independent arrivals, by more otherwise. With mean ȳ and deviation
 * s of W windows the next one's root is within {@code ȳ ± t s √(1 + 1/W)} with the confidence of the t law with W − 1
 * degrees of freedom (prediction interval); s is taken as at least ½. What the numbers do not know: seasons. A reference
 * over day and night has a wide spread, and alarms late.
 *
 * <p>[1] F. J. Anscombe, The transformation of Poisson, binomial and negative-binomial data, Biometrika 35 (1948).
 *
 * @param windows W, how many windows; 0 when nothing is known
 * @param mean the mean number of records
 * @param root ȳ
 * @param deviation s, of the roots
 * @param least the fewest records of a window
 * @param most the most
 */
public record VolumeHistory(int windows, double mean, double root, double deviation, long least, long most) {

    /** Nothing is known: too few windows, or no event times. */
    public static final VolumeHistory UNKNOWN = new VolumeHistory(0, 0, 0, 0, 0, 0);

    /** With fewer windows nothing is said. */
    public static final int FEWEST_WINDOWS = 10;

    private static final double SHIFT = 3.0 / 8;
    private static final double INDEPENDENT = 0.5;

    public VolumeHistory {
        boolean known = windows >= FEWEST_WINDOWS
                && 0 <= least
                && least <= mean
                && mean <= most
                && root >= 0
                && deviation >= 0
                && Double.isFinite(root)
                && Double.isFinite(deviation);
        if (windows != 0 && !known) {
            throw new IllegalArgumentException("volume: must have no or at least " + FEWEST_WINDOWS
                    + " windows, 0 ≤ least ≤ mean ≤ most, root ≥ 0, deviation ≥ 0, was windows " + windows + ", mean "
                    + mean + ", root " + root + ", deviation " + deviation + ", least " + least + ", most " + most);
        }
    }

    /** The history of windows with so many records each; unknown with fewer than {@value #FEWEST_WINDOWS} of them. */
    public static VolumeHistory ofWindows(List<Long> records) {
        return VolumeCounter.history(records, 0);
    }

    /** Whether anything is known. */
    public boolean isKnown() {
        return windows > 0;
    }

    /** Below it the next window holds too few records to be one of these, with {@code confidence} on this side. */
    public double low(double confidence) {
        double edge = root - margin(confidence);
        return edge <= 0 ? 0 : Math.max(0, edge * edge - SHIFT);
    }

    /** Above it the next window holds too many records to be one of these, with {@code confidence} on this side. */
    public double high(double confidence) {
        double edge = root + margin(confidence);
        return edge * edge - SHIFT;
    }

    private double margin(double confidence) {
        double t = TDistribution.of(windows - 1.0).inverseCumulativeProbability(confidence);
        return t * Math.max(deviation, INDEPENDENT) * StrictMath.sqrt(1 + 1.0 / windows);
    }

    /** The root of a count, as in {@link #root}. */
    static double rootOf(double count) {
        return StrictMath.sqrt(count + SHIFT);
    }
}
