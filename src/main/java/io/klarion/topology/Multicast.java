package io.klarion.topology;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Counts go to the internal partition of their key; markers, which carry {@link #TO_ALL}, to every one. Both travel
 * in one stream a partition, so that counts are always ahead of the watermark that covers them.
 */
final class Multicast implements StreamPartitioner<byte[], byte[]> {

    /** The key of markers. */
    static final byte[] TO_ALL = {};

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
        return Optional.of(
                key.length == 0
                        ? IntStream.range(0, partitions).boxed().collect(Collectors.toSet())
                        : Set.of(Utils.toPositive(Utils.murmur2(key)) % partitions));
    }
}
