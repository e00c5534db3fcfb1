package io.klarion.topology;

import io.klarion.codec.AlertJson;
import io.klarion.codec.DataFileException;
import io.klarion.codec.VerdictJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics of verdicts and alerts with a consumer and a thread of its own, from some records before their
 * ends. Only reads: joins no group, commits nothing, creates nothing. What goes wrong is told, tried again after a while,
 * and never disturbs the monitors.
 */
public final class ResultFeed implements AutoCloseable {

    /** How many records a partition, transaction markers included, are read from before its end at the start. */
    static final long BACKLOG_VERDICTS = 5_000;

    /** The same for alerts, so that one that fires for long is still known. */
    static final long BACKLOG_ALERTS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(ResultFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Map<String, String> kafka;
    private final String verdicts;
    private final String alerts;
    private final ResultListener listener;
    private final Duration look;
    private final Thread thread = new Thread(this::follow, "klarion-results");
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> ahead = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long unreadable;
    private String trouble = "";

    private ResultFeed(StreamsSettings settings, ResultListener listener, Duration look) {
        this.kafka = settings.kafka();
        this.verdicts = settings.topics().verdicts();
        this.alerts = settings.topics().alerts();
        this.listener = listener;
        this.look = look;
    }

    /** Begins to follow; returns at once. */
    public static ResultFeed start(StreamsSettings settings, ResultListener listener) {
        return start(settings, listener, LOOK);
    }

    /* Looks for added partitions this often. */
    static ResultFeed start(StreamsSettings settings, ResultListener listener, Duration look) {
        ResultFeed feed = new ResultFeed(settings, listener, look);
        feed.thread.setDaemon(true);
        feed.thread.start();
        return feed;
    }

    private void follow() {
        while (!isStopped()) {
            try (Cluster cluster = new Cluster(kafka);
                    KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
                read(cluster, consumer);
            } catch (InterruptException e) {
                return;
            } catch (RuntimeException e) {
                report(e);
                if (!rest()) {
                    return;
                }
            }
        }
    }

    private void report(RuntimeException e) {
        String why = Refusal.find(AuthorizationException.class, e)
                .map(refused -> Refusal.of("Read on topics " + verdicts + " and " + alerts))
                .orElseGet(() -> Refusal.rootMessage(e));
        if (!why.equals(trouble)) {
            LOG.warn("the console cannot follow {} and {}: {}", verdicts, alerts, why);
        }
        trouble = why;
        tell();
    }

    private void tell() {
        listener.state(!positions.isEmpty() && ahead.isEmpty(), trouble, unreadable);
    }

    /* False when it is not to go on. */
    private boolean rest() {
        try {
            return !stopped.await(REST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void read(Cluster cluster, KafkaConsumer<byte[], byte[]> consumer) {
        long lookedAt = System.nanoTime();
        assign(cluster, consumer);
        while (!isStopped()) {
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
                take(one);
            }
            consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
            ahead.entrySet().removeIf(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
            trouble = "";
            tell();
            if (System.nanoTime() - lookedAt > look.toNanos()) {
                lookedAt = System.nanoTime();
                assign(cluster, consumer);
            }
        }
    }

    /* Partitions may be added; those that are known go on where they were. */
    private void assign(Cluster cluster, KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        // asked of the cluster: what the consumer knows of topics may be minutes old
        cluster.await(
                        cluster.admin()
                                .describeTopics(List.of(verdicts, alerts))
                                .allTopicNames(),
                        "describe the topics " + verdicts + " and " + alerts)
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            Long known = positions.get(partition);
            long backlog = partition.topic().equals(alerts) ? BACKLOG_ALERTS : BACKLOG_VERDICTS;
            if (known != null && known >= begin && known <= end) {
                consumer.seek(partition, known);
                continue;
            }
            consumer.seek(partition, Math.max(begin, end - backlog));
            if (end > begin) {
                ahead.put(partition, end);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> one) {
        if (one.value() == null) {
            return;
        }
        try {
            if (one.topic().equals(verdicts)) {
                listener.verdict(VerdictJson.read(one.value()));
            } else {
                listener.alert(AlertJson.read(one.value()));
            }
        } catch (DataFileException e) {
            unreadable++;
            LOG.debug("{}-{}@{} is neither verdict nor alert", one.topic(), one.partition(), one.offset(), e);
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /* A consumer that is interrupted while it closes tells of it as of an error, so that is left for when it hangs. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(STOP.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
