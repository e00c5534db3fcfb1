package io.klarion.topology;

import io.klarion.core.protocol.SourcePartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Where reading begins and, for a bounded read, where it ends. */
final class SourceOffsets {

    private final Cluster cluster;

    SourceOffsets(Cluster cluster) {
        this.cluster = cluster;
    }

    static List<TopicPartition> partitions(SortedMap<String, Integer> manifest) {
        List<TopicPartition> partitions = new ArrayList<>();
        manifest.forEach((topic, count) -> {
            for (int p = 0; p < count; p++) {
                partitions.add(new TopicPartition(topic, p));
            }
        });
        return partitions;
    }

    /**
     * Commits a start for every partition that has none, empty ones included, before the group is joined. With a
     * reset policy instead, a crash before the first commit would begin elsewhere and skip records silently.
     *
     * @return the partitions that have got their start now, and where
     */
    Map<SourcePartition, Long> commitStart(
            String group, SortedMap<String, Integer> manifest, StreamsSettings.StartFrom start) {
        Set<TopicPartition> committed = committed(group).keySet();
        List<TopicPartition> open = new ArrayList<>(partitions(manifest));
        open.removeAll(committed);
        if (open.isEmpty()) {
            return Map.of();
        }
        Set<String> read = committed.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        List<TopicPartition> added = open.stream()
                .filter(partition -> read.contains(partition.topic()))
                .toList();
        open.removeAll(added);
        Map<TopicPartition, Long> from = new HashMap<>(offsets(open, spec(start)));
        // Whoever reads a topic already would have read its new partitions from the first record on.
        from.putAll(offsets(added, OffsetSpec.earliest()));
        Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
        from.forEach((partition, offset) -> begin.put(partition, new OffsetAndMetadata(offset)));
        try {
            cluster.await(
                    cluster.admin().alterConsumerGroupOffsets(group, begin).all(),
                    "commit the start offsets of group " + group,
                    "Read on group " + group);
        } catch (StartException e) {
            // Another instance may have done it, and joined, in the meantime; added ones begin when they are polled.
            if (!committed(group).keySet().containsAll(open)) {
                throw e;
            }
            return Map.of();
        }
        Map<SourcePartition, Long> begun = new HashMap<>();
        begin.forEach((partition, at) ->
                begun.put(new SourcePartition(partition.topic(), partition.partition()), at.offset()));
        return begun;
    }

    Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        cluster.await(
                        cluster.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                        "read the offsets of group " + group,
                        "Describe and Read on group " + group)
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        all.put(partition, offset);
                    }
                });
        return all;
    }

    private static OffsetSpec spec(StreamsSettings.StartFrom start) {
        return switch (start.kind()) {
            case EARLIEST -> OffsetSpec.earliest();
            case LATEST -> OffsetSpec.latest();
            case TIME -> OffsetSpec.forTimestamp(start.time());
        };
    }

    /* A time after the last record has no offset: then the end. */
    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, Long> found = list(partitions, spec);
        List<TopicPartition> beyond = partitions.stream()
                .filter(partition -> found.getOrDefault(partition, -1L) < 0)
                .toList();
        if (!beyond.isEmpty()) {
            found.putAll(list(beyond, OffsetSpec.latest()));
        }
        return found;
    }

    private Map<TopicPartition, Long> list(List<TopicPartition> partitions, OffsetSpec spec) {
        return list(partitions, spec, IsolationLevel.READ_COMMITTED);
    }

    private Map<TopicPartition, Long> list(List<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, ListOffsetsResultInfo> answer = cluster.await(
                cluster.admin()
                        .listOffsets(wanted, new ListOffsetsOptions(isolation))
                        .all(),
                "list the offsets of the source topics");
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /** Where each partition begins. */
    Map<TopicPartition, Long> begins(List<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.earliest());
    }

    /** Where each partition ends, records of open transactions included. */
    Map<TopicPartition, Long> logEnds(List<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The end of what can be read now, by partition. */
    Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.latest());
    }

    /**
     * Where a bounded read ends: one past the last visible record of each partition; 0 where the group has none left to
     * read. The end of a log may be made of transaction markers and aborted records, which never come: a bounded read
     * must not wait for them.
     */
    Map<SourcePartition, Long> endsToRead(String group, SortedMap<String, Integer> manifest) {
        Map<SourcePartition, Long> ends = lastVisible(partitions(manifest));
        committed(group)
                .forEach((partition, at) -> ends.computeIfPresent(
                        new SourcePartition(partition.topic(), partition.partition()),
                        (same, end) -> at.offset() >= end ? 0 : end));
        return ends;
    }

    private Map<SourcePartition, Long> lastVisible(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = begins(partitions);
        Map<SourcePartition, Long> visible = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            ends(partitions)
                    .forEach((partition, end) -> visible.put(
                            new SourcePartition(partition.topic(), partition.partition()),
                            lastVisible(consumer, partition, begins.getOrDefault(partition, 0L), end)));
        }
        return visible;
    }

    private static long lastVisible(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long begin, long end) {
        consumer.assign(List.of(partition));
        long step = 16;
        for (long from = Math.max(begin, end - step); from < end; from = Math.max(begin, end - step)) {
            long last = lastBetween(consumer, partition, from, end);
            if (last >= 0) {
                return last + 1;
            }
            if (from == begin) {
                return 0;
            }
            step *= 4;
        }
        return 0;
    }

    /** The offset of the last visible record in [{@code from}, {@code end}); −1 for none. */
    private static long lastBetween(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        consumer.seek(partition, from);
        long last = -1;
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                if (record.offset() < end) {
                    last = record.offset();
                }
            }
        }
        return last;
    }

    /** Whether no record in [{@code from}, {@code end}) can be seen; reads no further than to the first. */
    static boolean isNothingVisible(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                return record.offset() >= end;
            }
        }
        return true;
    }
}
