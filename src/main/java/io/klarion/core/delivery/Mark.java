package io.klarion.core.delivery;

/**
 * Where a record of the alert topic stands.
 *
 * @param partition the partition
 * @param offset its offset there
 */
public record Mark(int partition, long offset) {}
