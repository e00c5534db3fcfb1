package io.klarion.core.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One decoded record: for every monitor of its topic the cell of every feature. Reused from record to record, so
 * that nothing is allocated for each; single-threaded.
 *
 * <p>The decoder fills it (all but {@link #watermark}); whoever reads the partition in order sets the watermark
 * that stood <em>before</em> this record.
 */
public final class BinnedRecord {

    /** The cell of each feature within its binning; the monitors of the topic one after the other. */
    public int[] cells = new int[0];

    /** The texts of values in a cell {@code other}, at the places of their cells; what stands at other places is stale. */
    public String[] others = new String[0];

    /** For each monitor of the topic the texts of its group-by fields, joined by {@link #SEGMENT_SEPARATOR}. */
    public String[] segments = new String[0];

    /** Epoch milliseconds; meaningless when rejected. */
    public long eventTime;

    /** Why the record is not counted; null when it is. */
    public @Nullable RejectReason rejection;

    /** More on the rejection for people, such as the JSON path; empty when there is none. */
    public String detail = "";

    /** The Kafka record's own timestamp, whatever the event time is; negative for none. */
    public long timestamp;

    /** The partition's watermark before this record. */
    public long watermark;

    /* The record's bytes, where they lie: most are never asked for, so they are not copied. */
    private byte @Nullable [] source;
    private int from;
    private int to;

    /** Stands between the texts of {@link #segments}. */
    public static final char SEGMENT_SEPARATOR = '\u001f';

    /** Tells where the record's bytes lie, null for none; they must not change while this record stands for them. */
    public void setRaw(byte @Nullable [] bytes, int start, int end) {
        source = bytes;
        from = start;
        to = end;
    }

    /** The record's bytes as they came, for quarantine; null for none. */
    public byte @Nullable [] raw() {
        byte[] bytes = source;
        return bytes == null || (from == 0 && to == bytes.length) ? bytes : Arrays.copyOfRange(bytes, from, to);
    }

    /** Marks the record as not to be counted. */
    public void reject(RejectReason reason, String why) {
        rejection = reason;
        detail = why;
    }
}
