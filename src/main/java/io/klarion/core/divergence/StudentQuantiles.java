package io.klarion.core.divergence;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of Student's t. The features of a monitor ask for the same few again and again, and each is a search that
 * costs as much as the rest of a verdict; answers are kept, a few in each neighbourhood of places. What is kept never changes
 * what is answered. Thread-safe: an entry is immutable, and one that another thread replaces is only computed again.
 */
final class StudentQuantiles {

    private static final int PLACES = 4096;
    private static final int NEIGHBOURS = 8;
    private static final @Nullable Entry[] KEPT = new Entry[PLACES];

    private record Entry(double degrees, double confidence, double quantile) {}

    private StudentQuantiles() {}

    /** The number that a standard normal stays below with this probability: t with no end of degrees. */
    static double normal(double confidence) {
        return of(Double.POSITIVE_INFINITY, confidence);
    }

    /** The number that a t with these degrees of freedom stays below with this probability. */
    static double of(double degrees, double confidence) {
        int home = ((31 * Double.hashCode(degrees) + Double.hashCode(confidence)) * 0x9E3779B9) >>> 20;
        for (int i = 0; i < NEIGHBOURS; i++) {
            int place = (home + i) % PLACES;
            Entry kept = KEPT[place];
            if (kept == null) {
                return keep(place, degrees, confidence);
            }
            if (kept.degrees == degrees && kept.confidence == confidence) {
                return kept.quantile;
            }
        }
        return keep(home, degrees, confidence);
    }

    private static double keep(int place, double degrees, double confidence) {
        double quantile = law(degrees).inverseCumulativeProbability(confidence);
        KEPT[place] = new Entry(degrees, confidence, quantile);
        return quantile;
    }

    private static ContinuousDistribution law(double degrees) {
        return degrees == Double.POSITIVE_INFINITY ? NormalDistribution.of(0, 1) : TDistribution.of(degrees);
    }
}
