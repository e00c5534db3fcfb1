package io.klarion.core.reference;

import io.klarion.core.distribution.Binning;
import java.util.List;

/**
 * What the first live windows of a group say of how much its windows differ, where the reference has no event times and
 * cannot: a {@link Dispersion} for the meantime.
 *
 * @param windows how many windows it was learned from, at least 1
 * @param dispersion what they say; {@link Dispersion#UNKNOWN} where they are too few or too small to say anything
 * @param windowSize how many records a window has, as seen by one of its records; at least 0
 */
public record LearnedDispersion(int windows, Dispersion dispersion, double windowSize) {

    /** With fewer windows nothing is said. */
    public static final int FEWEST_WINDOWS = 10;

    public LearnedDispersion {
        if (windows < 1 || !(windowSize >= 0) || Double.isInfinite(windowSize)) {
            throw new IllegalArgumentException(
                    "learned dispersion: must be of at least 1 window with a finite size, was of " + windows
                            + " of size " + windowSize);
        }
    }

    /**
     * What these windows say.
     *
     * @param windows their counts over the same cells, at least one array
     * @param binning the cells
     */
    public static LearnedDispersion of(List<long[]> windows, Binning binning) {
        return new LearnedDispersion(
                windows.size(),
                windows.size() < FEWEST_WINDOWS
                        ? Dispersion.UNKNOWN
                        : OverDispersion.of(windows, PopulationCounter.orderedCells(binning)),
                PopulationCounter.typicalSize(windows));
    }
}
