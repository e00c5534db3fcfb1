package io.klarion.codec;

import java.util.Arrays;

/** What has been read of the record at hand. One a decoder, reused from record to record. */
final class RecordFields {

    /** No event time was found, or it was null. */
    static final long TIME_ABSENT = -1;

    /** The event time could not be read. */
    static final long TIME_UNREADABLE = -2;

    final SegmentTexts texts = new SegmentTexts();

    /** Texts of values in a cell {@code other}: apart, so that they do not drive out those of segments. */
    final SegmentTexts otherTexts = new SegmentTexts();

    /** The text of each value in a cell {@code other}, at the place of its cell. */
    String[] others = new String[0];

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
    void start(int[] target, String[] otherTarget, int[] missing, String missingSegment) {
        cells = target;
        others = otherTarget;
        System.arraycopy(missing, 0, target, 0, missing.length);
        Arrays.fill(segments, missingSegment);
        time = TIME_ABSENT;
    }
}
