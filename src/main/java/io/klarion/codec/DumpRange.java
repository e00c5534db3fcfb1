package io.klarion.codec;

import io.klarion.core.protocol.SourcePartition;

/**
 * Which part of a partition a dump holds.
 *
 * @param partition which partition
 * @param from the offset where reading began
 * @param end one past the last record; 0 for no record at all
 * @param isCut whether the partition had records before {@code from}
 */
public record DumpRange(SourcePartition partition, long from, long end, boolean isCut) {}
