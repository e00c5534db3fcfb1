package io.klarion.core.reference;

import io.klarion.core.distribution.NumberText;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far ordinary windows of a feature are from the rest of the reference: what {@code threshold: auto} rests on.
 *
 * <p>Each of m windows was held against the others, and its divergence estimated as that of any window is. The level of
 * a measure is the r-th smallest of the m estimates, {@code r = min(m, ⌈(m + 1)(1 − s)⌉)} with s = {@value #SHARE}: a
 * window like these exceeds it with a chance of about {@code 1 − r/(m + 1)}, as ranks of exchangeable windows have it
 * [1]. It does not know what the windows do not show: a season longer than the reference.
 *
 * <p>[1] R. F. Barber, E. J. Candès, A. Ramdas, R. J. Tibshirani, Predictive inference with the jackknife+, Annals of
 * Statistics 49 (2021) 486–507.
 *
 * @param windows m, at least 2
 * @param levels the level by the measure's key; finite, at least 0
 */
public record HeldOut(int windows, SortedMap<String, Double> levels) {

    /** With fewer windows no threshold is calibrated: an ordinary one would exceed it in more than 5 %. */
    public static final int FEWEST_WINDOWS = 20;

    private static final double SHARE = 0.01;

    public HeldOut {
        levels = new TreeMap<>(levels);
        if (windows < 2) {
            throw new IllegalArgumentException("held out: must be at least 2 windows, was " + windows);
        }
        levels.forEach((measure, level) -> {
            if (!(level >= 0 && Double.isFinite(level))) {
                throw new IllegalArgumentException("held out: levels must be finite and at least 0, was "
                        + NumberText.of(level) + " for " + measure);
            }
        });
    }

    /** The level of these estimates, at least one; at least 0. */
    public static double level(double[] estimates) {
        double[] rising = estimates.clone();
        Arrays.sort(rising);
        return Math.max(0, rising[rank(rising.length) - 1]);
    }

    /** The level of a measure by its key; empty when it was not looked at. */
    public OptionalDouble level(String measure) {
        Double level = levels.get(measure);
        return level == null ? OptionalDouble.empty() : OptionalDouble.of(level);
    }

    /** The share of windows like these that exceed a level. */
    public double exceeding() {
        return 1 - rank(windows) / (windows + 1.0);
    }

    private static int rank(int windows) {
        return Math.min(windows, (int) Math.ceil((windows + 1) * (1 - SHARE)));
    }
}
