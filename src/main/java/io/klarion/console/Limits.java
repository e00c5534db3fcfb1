package io.klarion.console;

/**
 * How much is remembered.
 *
 * @param windows of each series, the latest ones; fewer once all series together have too many cells
 * @param series features of segments; where there are more, those that were silent for longest are forgotten
 * @param cells of the windows of all series together
 * @param alerts those that fire are kept longest
 */
public record Limits(int windows, int series, long cells, int alerts) {

    /** 240 windows of at most 20,000 series with at most 3,000,000 cells, about 50 MB; 1,000 alerts. */
    public static final Limits DEFAULT = new Limits(240, 20_000, 3_000_000, 1_000);

    public Limits {
        if (windows < 1 || series < 1 || cells < 1 || alerts < 1) {
            throw new IllegalArgumentException(
                    "limits: must be at least 1 each, was " + windows + ", " + series + ", " + cells + ", " + alerts);
        }
    }
}
