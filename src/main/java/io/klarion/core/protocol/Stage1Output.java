package io.klarion.core.protocol;

/**
 * Where a drain of {@link Stage1} goes, in this order: deltas, quarantined records, counts, the marker. Before the
 * first counts of a partition there is a marker of signs of life.
 */
public interface Stage1Output {

    /** Counts of one segment and chunk. */
    void delta(Message.Delta delta);

    /** A rejected record. */
    void quarantined(Quarantined record);

    /** What became of the records of one partition since the last drain. */
    void tally(Tally tally);

    /** The end of the drain, or a sign of life; must reach every internal partition after all deltas before it. */
    void marker(Message.Marker marker);
}
