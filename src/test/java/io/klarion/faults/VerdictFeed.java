package io.klarion.faults;

import io.klarion.codec.VerdictJson;
import io.klarion.core.detect.Verdict;
import io.klarion.shop.Counted;
import io.klarion.shop.WindowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the verdicts as any reader of committed records sees them come. Safe for any number of threads. */
public final class VerdictFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> settings;
    private final String topic;
    private final Thread thread = new Thread(this::follow, "verdict-feed");
    private final Map<WindowId, Counted> windows = new HashMap<>();
    private final List<Instant> arrivals = new ArrayList<>();
    private volatile boolean closed;

    VerdictFeed(Map<String, String> client, String topic) {
        this.settings = new HashMap<>(client);
        this.settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.topic = topic;
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of();
            while (!closed) {
                if (partitions.isEmpty()) {
                    partitions = partitions(consumer);
                    consumer.assign(partitions);
                    consumer.seekToBeginning(partitions);
                } else {
                    consumer.poll(POLL).forEach(record -> arrived(VerdictJson.read(record.value())));
                }
            }
        }
    }

    /* None while the topic is not there, or the brokers do not answer. */
    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            return consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
        } catch (KafkaException notYet) {
            return List.of();
        }
    }

    private synchronized void arrived(Verdict verdict) {
        arrivals.add(Instant.now());
        if (verdict.records() > 0) {
            windows.put(WindowId.of(verdict), Counted.of(verdict));
        }
    }

    /** The windows with records that have a verdict. */
    public synchronized Set<WindowId> windows() {
        return Set.copyOf(windows.keySet());
    }

    /** What the latest verdict of a window holds; nothing where there is none with records. */
    public synchronized Counted counted(WindowId window) {
        return windows.getOrDefault(window, Counted.NOTHING);
    }

    /** How many verdicts have come. */
    public synchronized int size() {
        return arrivals.size();
    }

    /** The longest time without a verdict since some moment; up to now, if that is the longest. */
    public synchronized Duration longestSilence(Instant since) {
        Instant before = since;
        Duration longest = Duration.ZERO;
        List<Instant> all = new ArrayList<>(arrivals);
        all.add(Instant.now());
        for (Instant arrival : all) {
            if (arrival.isAfter(since)) {
                Duration silence = Duration.between(before, arrival);
                longest = silence.compareTo(longest) > 0 ? silence : longest;
                before = arrival;
            }
        }
        return longest;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
