package io.klarion.core.protocol;

import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.window.WindowSpec;

/**
 * Whether a decoded record's event time is accepted, and the watermark that stands before the record.
 *
 * <p>A record is rejected as {@link RejectReason#TIME_FUTURE} exactly when its event time exceeds the Kafka
 * record's own timestamp by more than {@code max-lead}. The clock on the wall plays no part, so that a replay
 * decides alike; and it is decided before the record can move the watermark.
 */
public final class EventTimeRule {

    private final EventTimeSpec spec;

    /** The rule for the topics with this spec. */
    public EventTimeRule(EventTimeSpec spec) {
        this.spec = spec;
    }

    /** Completes a decoded record: {@link #judge} and {@link #place}. */
    public void apply(BinnedRecord record, long timestamp, long highestBefore) {
        judge(record, timestamp);
        place(record, highestBefore);
    }

    /**
     * Tells a decoded record the watermark that stands before it.
     *
     * @param highestBefore the highest accepted event time of the partition before this record; 0 or less for
     *     none, as Kafka Streams has 0 after a rejected record
     */
    public void place(BinnedRecord record, long highestBefore) {
        record.watermark = watermark(highestBefore);
    }

    /** The watermark before a record that {@link #place} tells it. */
    public long watermark(long highestBefore) {
        return highestBefore <= 0 ? WindowSpec.NO_WATERMARK : highestBefore - spec.outOfOrderness();
    }

    /**
     * Gives a decoded record its event time, or rejects it.
     *
     * @param timestamp the Kafka record's timestamp
     */
    public void judge(BinnedRecord record, long timestamp) {
        record.timestamp = timestamp;
        if (record.rejection != null) {
            return;
        }
        if (spec.field().isEmpty()) {
            record.eventTime = timestamp;
        }
        if (record.eventTime < 0) {
            record.reject(RejectReason.TIME_INVALID, "must not be before 1970, was " + record.eventTime + " ms");
        } else if (spec.field().isEmpty() && timestamp > EventTimeSpec.LATEST) {
            record.reject(RejectReason.TIME_INVALID, "must not be after 9999, was " + timestamp + " ms");
        } else if (spec.maxLead() != EventTimeSpec.NO_LEAD_GUARD && record.eventTime - spec.maxLead() > timestamp) {
            record.reject(
                    RejectReason.TIME_FUTURE,
                    "must be at most " + spec.maxLead() + " ms ahead of the record's timestamp, was "
                            + (record.eventTime - timestamp) + " ms ahead");
        }
    }
}
