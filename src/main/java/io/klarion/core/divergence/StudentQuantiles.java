package io.klarion.core.divergence;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of Student's t. The features of a monitor ask for the same few again and again, and each is a search that
 * costs as much as the rest of a verdict; the last answers are kept. What is kept never changes what is answered.
 * Thread-safe: an entry is immutable, and one that another thread replaces is only computed again.
 */
final class StudentQuantiles {

    private static final int KEPT = 1024;
    private static final @Nullable Entry[] LAST = new Entry[KEPT];

    private record Entry(double degrees, double confidence, double quantile) {}

    private StudentQuantiles() {}

    /** The number that a standard normal stays below with this probability: t with no end of degrees. */
    static double normal(double confidence) {
        return of(Double.POSITIVE_INFINITY, confidence);
    }

    /** The number that a t with these degrees of freedom stays below with this probability. */
    static double of(double degrees, double confidence) {
        int slot = ((31 * Double.hashCode(degrees) + Double.hashCode(confidence)) * 0x9E3779B9) >>> 22;
        Entry last = LAST[slot];
        if (last != null && last.degrees == degrees && last.confidence == confidence) {
            return last.quantile;
        }
        ContinuousDistribution law =
                degrees == Double.POSITIVE_INFINITY ? NormalDistribution.of(0, 1) : TDistribution.of(degrees);
        double quantile = law.inverseCumulativeProbability(confidence);
        LAST[slot] = new Entry(degrees, confidence, quantile);
        return quantile;
    }
}
