package io.klarion.topology;

import io.klarion.core.protocol.SourcePartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
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
     * Checks that offsets are of partitions that are there.
     *
     * @throws StartException naming the first that is not
     */
    static void requireKnown(Map<SourcePartition, Long> offsets, SortedMap<String, Integer> manifest) {
        new TreeSet<>(offsets.keySet())
                .stream()
                        .filter(one -> one.partition() >= manifest.getOrDefault(one.topic(), 0))
                        .findFirst()
                        .ifPresent(one -> {
                            throw new StartException("offsets: must be of partitions that are read, "
                                    + manifest.entrySet().stream()
                                            .map(topic -> topic.getKey() + "-0 to " + topic.getKey() + "-"
                                                    + (topic.getValue() - 1))
                                            .collect(Collectors.joining(", "))
                                    + ", was " + one.topic() + "-" + one.partition());
                        });
    }

    /**
     * Commits a start for every partition that has none, empty ones included, before the group is joined. With a
     * reset policy instead, a crash before the first commit would begin elsewhere and skip records silently.
     *
     * @return the partitions of which nothing has been read yet, and where each begins; also where an earlier start of
     *     this or another process has committed it
     */
    Map<SourcePartition, Long> commitStart(
            String group, SortedMap<String, Integer> manifest, StreamsSettings.StartFrom start) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        List<TopicPartition> open = new ArrayList<>(partitions(manifest));
        open.removeAll(committed.keySet());
        if (!open.isEmpty()) {
            commit(group, begin(open, committed.keySet(), start));
        }
        return begun(open.isEmpty() ? committed : committed(group));
    }

    private Map<TopicPartition, OffsetAndMetadata> begin(
            List<TopicPartition> open, Set<TopicPartition> committed, StreamsSettings.StartFrom start) {
        Set<String> read = committed.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        List<TopicPartition> added = open.stream()
                .filter(partition -> read.contains(partition.topic()))
                .toList();
        List<TopicPartition> others = new ArrayList<>(open);
        others.removeAll(added);
        Map<TopicPartition, Long> from = new HashMap<>(starts(others, start));
        // Whoever reads a topic already would have read its new partitions from the first record on.
        from.putAll(offsets(added, OffsetSpec.earliest()));
        Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
        from.forEach((partition, offset) -> begin.put(partition, new OffsetAndMetadata(offset)));
        return begin;
    }

    /** Where each of these partitions begins. */
    Map<TopicPartition, Long> starts(List<TopicPartition> partitions, StreamsSettings.StartFrom start) {
        Map<TopicPartition, Long> from = offsets(partitions, spec(start));
        start.offsets()
                .forEach((partition, offset) -> from.computeIfPresent(
                        new TopicPartition(partition.topic(), partition.partition()),
                        (same, earliest) -> Math.max(earliest, offset)));
        return from;
    }

    private void commit(String group, Map<TopicPartition, OffsetAndMetadata> begin) {
        try {
            cluster.await(
                    cluster.admin().alterConsumerGroupOffsets(group, begin).all(),
                    "commit the start offsets of group " + group,
                    "Read on group " + group);
        } catch (StartException e) {
            // Another instance may have done it, and joined, in the meantime; added ones begin when they are polled.
            Set<String> topics = committed(group).keySet().stream()
                    .map(TopicPartition::topic)
                    .collect(Collectors.toSet());
            if (!begin.keySet().stream().map(TopicPartition::topic).allMatch(topics::contains)) {
                throw e;
            }
        }
    }

    /* Streams writes metadata with each offset that it commits; a start has none. Known from the broker and not from
     * what this process did, so that no crash between committing a start and telling of it can lose it. */
    private static Map<SourcePartition, Long> begun(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<SourcePartition, Long> begun = new HashMap<>();
        committed.forEach((partition, at) -> {
            if (at.metadata().isEmpty()) {
                begun.put(new SourcePartition(partition.topic(), partition.partition()), at.offset());
            }
        });
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
            case EARLIEST, OFFSETS -> OffsetSpec.earliest();
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
     *
     * @param limits where some partitions end at the latest
     * @throws StartException when the broker stops answering
     */
    Map<SourcePartition, Long> endsToRead(
            String group, SortedMap<String, Integer> manifest, Map<SourcePartition, Long> limits) {
        Map<TopicPartition, Long> from = begins(partitions(manifest));
        committed(group)
                .forEach((partition, at) ->
                        from.computeIfPresent(partition, (same, begin) -> Math.max(begin, at.offset())));
        return visibleEnds(from, limits);
    }

    /**
     * One past the last record that can be seen of each partition from an offset on; 0 where there is none.
     *
     * @param limits where some partitions end at the latest
     * @throws StartException when the broker stops answering
     */
    Map<SourcePartition, Long> visibleEnds(Map<TopicPartition, Long> from, Map<SourcePartition, Long> limits) {
        Map<SourcePartition, Long> visible = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            ends(List.copyOf(from.keySet())).forEach((partition, end) -> {
                SourcePartition source = new SourcePartition(partition.topic(), partition.partition());
                long until = Math.min(end, limits.getOrDefault(source, end));
                visible.put(
                        source,
                        new VisibleRecords(consumer, partition).endBetween(from.getOrDefault(partition, 0L), until));
            });
        }
        return visible;
    }
}
