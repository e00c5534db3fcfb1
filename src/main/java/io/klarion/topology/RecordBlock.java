package io.klarion.topology;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.RejectReason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Decoded records of one topic, in columns: thousands are decoded in one poll before the first is counted, and those that lie in a row are written
 * and read without waiting for memory. Filled once, and used again when all of its records have come back. For one thread.
 */
final class RecordBlock {

    private final RecordBlocks home;
    private final int features;
    private final int monitors;
    private final Row[] rows;
    private final int[] cells;
    private final @Nullable String[] others;
    private final String[] segments;
    private final long[] eventTimes;
    private final long[] timestamps;
    private final long[] offsets;
    private final long[] watermarks;
    private final @Nullable RejectReason[] rejections;
    private final String[] details;
    /* Where a record was found, until it is finished; a rejected one's bytes afterwards. */
    private final @Nullable ByteBuffer[] sources;
    private final BinnedRecord judged = new BinnedRecord();
    private int size;
    private int back;

    /** The place of a record, which stands for it until it comes back. */
    record Row(RecordBlock block, int index) {

        /** Gives the record its event time, or rejects it; what is not rejected is not needed as it came. */
        void finish(long offset, long timestamp, EventTimeRule times) {
            block.finish(index, offset, timestamp, times);
        }

        long offset() {
            return block.offsets[index];
        }

        /** Tells the record the watermark before it; returns the highest event time after it. */
        long place(EventTimeRule times, long highest) {
            block.watermarks[index] = times.watermark(highest);
            return block.rejections[index] == null ? Math.max(highest, block.eventTimes[index]) : highest;
        }

        /** Reads the record, all of it. */
        void read(BinnedRecord into) {
            block.read(index, into);
        }

        /** Ends the use of the record; to be called once. */
        void giveBack() {
            block.giveBack(index);
        }
    }

    /** An empty one for so many records, each with so many features of so many monitors; of {@code others} their texts too. */
    RecordBlock(RecordBlocks home, int capacity, int features, int monitors, boolean others) {
        this.home = home;
        this.features = features;
        this.monitors = monitors;
        this.rows = new Row[capacity];
        Arrays.setAll(rows, i -> new Row(this, i));
        this.cells = new int[capacity * features];
        this.others = new String[others ? capacity * features : 0];
        this.segments = new String[capacity * monitors];
        this.eventTimes = new long[capacity];
        this.timestamps = new long[capacity];
        this.offsets = new long[capacity];
        this.watermarks = new long[capacity];
        this.rejections = new RejectReason[capacity];
        this.details = new String[capacity];
        this.sources = new ByteBuffer[capacity];
    }

    boolean isFull() {
        return size == rows.length;
    }

    /**
     * Adds a record that was just decoded.
     *
     * @param source its bytes, which must stay as they are until {@link Row#finish}; null for none
     */
    Row add(BinnedRecord decoded, @Nullable ByteBuffer source) {
        int i = size++;
        System.arraycopy(decoded.cells, 0, cells, i * features, features);
        System.arraycopy(decoded.segments, 0, segments, i * monitors, monitors);
        if (others.length > 0) {
            System.arraycopy(decoded.others, 0, others, i * features, features);
        }
        eventTimes[i] = decoded.eventTime;
        rejections[i] = decoded.rejection;
        details[i] = decoded.detail;
        sources[i] = source;
        return rows[i];
    }

    private void finish(int i, long offset, long timestamp, EventTimeRule times) {
        judged.eventTime = eventTimes[i];
        judged.rejection = rejections[i];
        judged.detail = details[i];
        times.judge(judged, timestamp);
        offsets[i] = offset;
        timestamps[i] = timestamp;
        eventTimes[i] = judged.eventTime;
        rejections[i] = judged.rejection;
        details[i] = judged.detail;
        ByteBuffer source = sources[i];
        sources[i] = source == null || judged.rejection == null ? null : ByteBuffer.wrap(Utils.toArray(source));
    }

    private void read(int i, BinnedRecord into) {
        if (into.cells.length < features) {
            into.cells = new int[features];
        }
        if (into.segments.length < monitors) {
            into.segments = new String[monitors];
        }
        if (into.others.length < others.length / rows.length) {
            into.others = new String[features];
        }
        System.arraycopy(cells, i * features, into.cells, 0, features);
        System.arraycopy(segments, i * monitors, into.segments, 0, monitors);
        if (others.length > 0) {
            System.arraycopy(others, i * features, into.others, 0, features);
        }
        into.eventTime = eventTimes[i];
        into.timestamp = timestamps[i];
        into.watermark = watermarks[i];
        into.rejection = rejections[i];
        into.detail = details[i];
        ByteBuffer source = sources[i];
        int from = source == null ? 0 : source.arrayOffset() + source.position();
        into.setRaw(source == null ? null : source.array(), from, source == null ? 0 : from + source.remaining());
    }

    /* With the last of a full block all may be used again. */
    private void giveBack(int i) {
        sources[i] = null;
        if (++back == rows.length) {
            Arrays.fill(others, null);
            size = 0;
            back = 0;
            home.giveBack(this);
        }
    }
}
