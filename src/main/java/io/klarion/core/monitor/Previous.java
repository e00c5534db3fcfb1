package io.klarion.core.monitor;

/**
 * That a monitor compares windows with those before them. Their counts are added up; windows that overlap with the
 * judged one or with one another are passed over.
 *
 * @param windows how many, 1 to {@value #MOST}
 * @param excludeDrift whether a feature leaves out the windows it was in drift in
 */
public record Previous(int windows, boolean excludeDrift) {

    /** The greatest number of windows. */
    public static final int MOST = 1000;

    /** So many windows must be there, if so many are asked for: fewer do not tell how much windows differ. */
    public static final int FEWEST = 5;

    private static final long WEEK = 604_800_000;

    public Previous {
        if (windows < 1 || windows > MOST) {
            throw new IllegalArgumentException("windows: must be between 1 and " + MOST + ", was " + windows);
        }
    }

    /** How many windows must be there before others are compared with them. */
    public int fewest() {
        return Math.min(windows, FEWEST);
    }

    /**
     * For how long a group without records is remembered, in milliseconds: a week or so many windows, whichever is longer.
     *
     * @param size the length of a window in milliseconds
     */
    public long rememberedFor(long size) {
        return Math.max(WEEK, windows * size);
    }
}
