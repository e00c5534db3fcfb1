package io.klarion.notify;

import io.klarion.codec.AlertJson;
import io.klarion.codec.DataFileException;
import io.klarion.core.alert.Alert;
import io.klarion.core.delivery.Desk;
import io.klarion.core.delivery.Mark;
import io.klarion.core.delivery.Taken;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ownership of the alert topic: from the beginning it recalls what was told, from the committed offsets on it takes what
 * is new, and it commits what has been dealt with. Used by one thread.
 *
 * <p>A group that has never committed takes nothing for new: only what fires at the end of the topic is told.
 */
final class AlertFeed implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> monitors;
    private final Clock clock;
    private final Consumer<Taken> silenced;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private Recall recall = Recall.OF_NOTHING;
    private boolean isFirst;
    private boolean isReassigned;

    AlertFeed(KafkaConsumer<byte[], byte[]> consumer, Set<String> monitors, Clock clock, Consumer<Taken> silenced) {
        this.consumer = consumer;
        this.monitors = monitors;
        this.clock = clock;
        this.silenced = silenced;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        recall = Recall.OF_NOTHING;
        committed.clear();
        isReassigned = true;
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(Set.copyOf(partitions));
        isFirst = offsets.values().stream().allMatch(java.util.Objects::isNull);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> newFrom = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = offsets.get(partition);
            long first = beginnings.getOrDefault(partition, 0L);
            // a partition that was added since holds nothing that was told
            long told = offset == null ? first : offset.offset();
            newFrom.put(partition, isFirst ? ends.getOrDefault(partition, 0L) : told);
        }
        recall = new Recall(newFrom);
        consumer.seekToBeginning(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        recall = Recall.OF_NOTHING;
        isReassigned = true;
    }

    /** Whether the partitions were given or taken since the last call: what was recalled is to be forgotten. */
    boolean isReassigned() {
        boolean was = isReassigned;
        isReassigned = false;
        return was;
    }

    /** Whether this is the one that tells. */
    boolean isOwner() {
        return !recall.newFrom().isEmpty();
    }

    /** Whether all that was told before is recalled. */
    boolean hasRecalled() {
        return recall.isOver(consumer::position);
    }

    /** Waits for records. */
    Iterable<ConsumerRecord<byte[], byte[]>> poll(boolean isFull, Duration patience) {
        if (isFull) {
            consumer.pause(recall.pausable(consumer::position));
        } else {
            consumer.resume(consumer.paused());
        }
        return consumer.poll(patience);
    }

    /** Lays a record on the desk, if it is ours and readable. */
    void lay(ConsumerRecord<byte[], byte[]> record, Desk desk) {
        Alert alert;
        try {
            alert = AlertJson.read(record.value() == null ? new byte[0] : record.value());
        } catch (DataFileException e) {
            LOG.warn(
                    "{}-{}@{} is passed over: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return;
        }
        if (!monitors.contains(alert.monitor())) {
            return;
        }
        Taken taken = new Taken(alert, new Mark(record.partition(), record.offset()), record.timestamp());
        if (recall.isOld(new TopicPartition(record.topic(), record.partition()), record.offset())) {
            desk.recall(taken, !isFirst, clock.millis());
        } else if (!desk.take(taken, clock.millis())) {
            silenced.accept(taken);
        }
    }

    /** Commits all before the first record that is not dealt with. */
    void commit(Desk desk) {
        if (isFirst && !desk.isIdle()) {
            return;
        }
        isFirst = false;
        Map<TopicPartition, Long> upTo = new HashMap<>();
        recall.newFrom().keySet().forEach(partition -> upTo.put(partition, consumer.position(partition)));
        for (Mark mark : desk.outstanding()) {
            upTo.computeIfPresent(
                    new TopicPartition(topic(), mark.partition()), (p, offset) -> Math.min(offset, mark.offset()));
        }
        upTo.entrySet().removeIf(each -> each.getValue().equals(committed.get(each.getKey())));
        if (upTo.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        upTo.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        try {
            consumer.commitSync(offsets);
            committed.putAll(upTo);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.info("not committed, as the partitions move: {}", e.getMessage());
        }
    }

    private String topic() {
        return recall.newFrom().keySet().iterator().next().topic();
    }
}
