package io.klarion.core.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A rejected record on its way to quarantine.
 *
 * @param partition where it stood
 * @param offset its offset
 * @param timestamp the Kafka record's timestamp
 * @param reason why it was rejected
 * @param detail more for people
 * @param raw its bytes, cut to a limit; null when it had none
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never changed
public record Quarantined(
        SourcePartition partition,
        long offset,
        long timestamp,
        RejectReason reason,
        String detail,
        byte @Nullable [] raw) {}
