package io.klarion.codec;

import java.util.Arrays;

/** What has been read of the record at hand. One a decoder, reused from record to record. */
final class RecordFields {

    /** No event time was found, or it was null. */
    static final long TIME_ABSENT = -1;

    /** The event time could not be read. */
    static final long TIME_UNREADABLE = -2;

    final SegmentTexts texts = new SegmentTexts();

    /** The cell of each feature of each monitor. */
    int[] cells = new int[0];

    /** The text of each group-by field of each monitor. */
    final String[] segments;

    /** Epoch milliseconds, or one of the two constants. */
    long time;

    RecordFields(int segments) {
        this.segments = new String[segments];
    }

    /** Starts a record: everything is missing. */
    void start(int[] target, int[] missing, String missingSegment) {
        cells = target;
        System.arraycopy(missing, 0, target, 0, missing.length);
        Arrays.fill(segments, missingSegment);
        time = TIME_ABSENT;
    }
}
