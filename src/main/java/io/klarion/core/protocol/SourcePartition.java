package io.klarion.core.protocol;

/**
 * One partition of one source topic; a bare file counts as partition 0 of a topic.
 *
 * @param topic the topic's name
 * @param partition from 0
 */
public record SourcePartition(String topic, int partition) implements Comparable<SourcePartition> {

    @Override
    public int compareTo(SourcePartition that) {
        int order = topic.compareTo(that.topic);
        return order != 0 ? order : Integer.compare(partition, that.partition);
    }

    /** Written {@code topic-partition}, as Kafka does. */
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
