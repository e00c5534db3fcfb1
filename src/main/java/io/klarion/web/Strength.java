package io.klarion.web;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Rule;
import java.util.OptionalDouble;

/** How strongly a window speaks for drift, for choosing what a page shows first. It decides nothing else. */
public final class Strength {

    private static final double MOST = 1e4;
    private static final int LEVELS = 9;
    private static final int STABLE_LEVELS = 4;

    private Strength() {}

    /** The lower bound; the value where the rule looks at no bounds, or there is none; 0 without data. */
    public static double of(FeatureVerdict feature) {
        boolean bounded = feature.spec().rule() == Rule.BOUND && feature.lower().isPresent();
        OptionalDouble judged = bounded ? feature.lower() : feature.value();
        return Math.max(0, Math.min(MOST, judged.orElse(0)));
    }

    /** How far {@link #of} is above the threshold, in thresholds; at least 0. */
    public static double excess(FeatureVerdict feature) {
        return excess(of(feature), feature.spec().threshold());
    }

    /** How far a value is above a threshold, in thresholds, so that alerts of any kind and measure can be compared. */
    public static double excess(double value, double threshold) {
        return Double.isNaN(value) ? 0 : Math.max(0, Math.min(MOST, value / unit(threshold)) - 1);
    }

    private static double unit(double threshold) {
        return threshold > 0 ? threshold : DetectSpec.DEFAULT.threshold();
    }

    /**
     * The shade of a window, from 0 to 9: in fifths of the threshold below it, in powers of two of it above. A
     * threshold of 0 is taken as the default one.
     */
    public static int level(FeatureVerdict feature) {
        double value = feature.estimate().orElse(feature.value().orElse(0));
        double times = Math.max(0, Math.min(MOST, value)) / unit(feature.spec().threshold());
        int level = times < 1
                ? (int) (times * (STABLE_LEVELS + 1))
                : STABLE_LEVELS + 1 + (int) (Math.log(times) / Math.log(2));
        return Math.min(LEVELS, level);
    }
}
