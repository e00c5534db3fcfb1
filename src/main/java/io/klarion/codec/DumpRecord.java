package io.klarion.codec;

import io.klarion.core.protocol.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * A record of a source topic as it stood there.
 *
 * @param partition where
 * @param offset where in it
 * @param timestamp the record's own, epoch milliseconds
 * @param key its bytes; null for none
 * @param value its bytes; null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // only handed on
public record DumpRecord(
        SourcePartition partition, long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {}
