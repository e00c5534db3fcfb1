package io.klarion.topology;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * What the newer group protocol cannot do. Under {@code group.protocol=streams} Kafka 4.3 gives task n partition n of
 * every source topic, whether the topic has so many partitions or not, and the task then dies for want of an offset; and a
 * partition that is added while it runs ends the thread that is given it.
 */
final class GroupProtocol {

    private static final String STREAMS = "streams";

    private GroupProtocol() {}

    /**
     * Checks that the protocol suits the topics.
     *
     * @param manifest the source topics and their numbers of partitions
     * @throws StartException when the protocol is {@code streams} and the numbers differ
     */
    static void require(Map<String, String> kafka, SortedMap<String, Integer> manifest) {
        if (isStreams(kafka.get(StreamsConfig.GROUP_PROTOCOL_CONFIG)) && new TreeSet<>(manifest.values()).size() > 1) {
            throw new StartException("kafka.group.protocol: must be classic where source topics have different numbers"
                    + " of partitions, was streams with " + manifest);
        }
    }

    /** Whether this is the newer protocol, whose consumers Kafka Streams makes itself and nobody else can. */
    static boolean isStreams(@Nullable String protocol) {
        return STREAMS.equalsIgnoreCase(protocol);
    }
}
