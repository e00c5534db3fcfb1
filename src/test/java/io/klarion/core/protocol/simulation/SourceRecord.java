package io.klarion.core.protocol.simulation;

import io.klarion.core.protocol.RejectReason;
import java.util.Optional;

/**
 * One record of a source partition, as the log holds it.
 *
 * @param offset rising, with gaps where transaction markers stand
 * @param timestamp the Kafka record's timestamp
 * @param eventTime what its event-time field says
 * @param unreadable why it cannot be decoded; empty when it can
 * @param segment which segment it belongs to, in every monitor that has segments
 * @param values what the cells of all its features follow from
 */
record SourceRecord(
        long offset, long timestamp, long eventTime, Optional<RejectReason> unreadable, int segment, int values) {

    private static final int MIX = 0x9E3779B9;

    /** The cell of one feature of one monitor. */
    int cell(int monitor, int feature, int cells) {
        int hash = (values + monitor * 31 + feature) * MIX;
        return Integer.remainderUnsigned(hash ^ (hash >>> 15), cells);
    }
}
