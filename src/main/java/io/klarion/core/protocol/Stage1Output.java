package io.klarion.core.protocol;

/** Where a drain of {@link Stage1} goes, in this order: deltas, quarantined records, counts, the marker. */
public interface Stage1Output {

    /** Counts of one segment and chunk. */
    void delta(Message.Delta delta);

    /** A rejected record. */
    void quarantined(Quarantined record);

    /** What became of the records of one partition since the last drain. */
    void tally(Tally tally);

    /** The end of the drain; must reach every internal partition after all of its deltas. */
    void marker(Message.Marker marker);
}
