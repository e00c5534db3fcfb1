package io.klarion.core.reference;

import io.klarion.core.distribution.NumberText;

/**
 * How much location and scale of a feature's windows wander by themselves, beyond what chance explains: intra-window correlations, of the records' ranks and of
 * the squares of their distances from the middle rank.
 *
 * <p>The mean of a window of n records then varies 1 + (n − 1)ρ times as much as that of independent ones. Below 0 the windows are more alike than by chance.
 *
 * @param location ρ of the ranks, in [−1, 1]
 * @param scale ρ of their squares, in [−1, 1]
 */
public record Wander(double location, double scale) {

    public Wander {
        requireCorrelation("location", location);
        requireCorrelation("scale", scale);
    }

    private static void requireCorrelation(String name, double value) {
        if (!(value >= -1 && value <= 1)) {
            throw new IllegalArgumentException(
                    "wander " + name + ": must be between -1 and 1, was " + NumberText.of(value));
        }
    }
}
