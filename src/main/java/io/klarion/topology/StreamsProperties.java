package io.klarion.topology;

import java.util.Properties;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' configuration: the user's client properties, and what the protocol's correctness rests on. */
final class StreamsProperties {

    /* The token waits in this cache until the commit; without a cache every record would drain the heap. */
    private static final long CACHE_BYTES = 4L << 20;

    private StreamsProperties() {}

    /**
     * The properties.
     *
     * @throws StartException naming every property of the user's that would break a promise
     */
    static Properties of(StreamsSettings settings) {
        Properties fixed = fixed(settings);
        TreeSet<String> clash = new TreeSet<>(settings.kafka().keySet());
        clash.retainAll(fixed.stringPropertyNames());
        if (!clash.isEmpty()) {
            throw new StartException("kafka: must not set " + String.join(", ", clash)
                    + ", on which correct counts depend; see the streams section");
        }
        Properties properties = new Properties();
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), "15000");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), "2000");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), "30000");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), "300000");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.putAll(settings.kafka());
        properties.putAll(fixed);
        return properties;
    }

    private static Properties fixed(StreamsSettings settings) {
        Properties fixed = new Properties();
        fixed.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        fixed.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                settings.exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        fixed.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                Long.toString(settings.commitInterval().toMillis()));
        fixed.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(settings.threads()));
        fixed.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, Integer.toString(settings.standbyReplicas()));
        fixed.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        fixed.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, Long.toString(CACHE_BYTES * settings.threads()));
        fixed.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "-1");
        fixed.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        fixed.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        fixed.put("processing.exception.handler.global.enabled", "true");
        fixed.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, Short.toString(settings.replicationFactor()));
        fixed.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "none");
        return fixed;
    }
}
