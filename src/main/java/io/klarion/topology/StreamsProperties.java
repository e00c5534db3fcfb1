package io.klarion.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' configuration: the user's client properties, and what the protocol's correctness rests on. */
final class StreamsProperties {

    /* The token waits in this cache until the commit; without a cache every record would drain the heap. */
    private static final long CACHE_BYTES = 4L << 20;

    /* How many batches may wait for each partition, of up to RecordBatcher.MOST_RECORDS records. */
    private static final String WAITING_BATCHES = "16";

    private static final Map<String, String> DEFAULTS = Map.of(
            StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
            WAITING_BATCHES,
            StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
            "15000",
            StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG),
            "30000",
            StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
            "30000",
            StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG),
            "300000",
            StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
            "lz4",
            StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
            Integer.toString(StreamsSettings.LARGEST_MESSAGE));

    /* Not set here, but another value would skip, double or hide records. */
    private static final Set<String> OWNED = Set.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG,
            StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
            StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG);

    private StreamsProperties() {}

    /**
     * The properties.
     *
     * @param recordsAPoll how many records a poll brings unless the user says so
     * @throws StartException naming every property of the user's that would break a promise
     */
    static Properties of(StreamsSettings settings, int recordsAPoll) {
        Properties fixed = fixed(settings);
        requireNoClash(settings.kafka().keySet(), owned(settings));
        Map<String, String> defaults = new HashMap<>(DEFAULTS);
        defaults.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), Integer.toString(recordsAPoll));
        Properties properties = new Properties();
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, settings.applicationId());
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                Integer.toString(settings.largestMessage()));
        defaults.forEach((name, value) -> {
            // Streams prefers the name with a prefix; without this the user's plain name would be of no effect.
            if (!settings.kafka().containsKey(name.substring(name.indexOf('.') + 1))) {
                properties.put(name, value);
            }
        });
        properties.putAll(settings.kafka());
        properties.putAll(fixed);
        return properties;
    }

    /** What the user's properties must not be called, with or without a client's prefix. */
    static Set<String> owned(StreamsSettings settings) {
        Set<String> owned = new TreeSet<>(fixed(settings).stringPropertyNames());
        owned.addAll(OWNED);
        return owned;
    }

    private static void requireNoClash(Set<String> wanted, Set<String> owned) {
        String clash = wanted.stream()
                .filter(name -> owned.stream().anyMatch(own -> name.equals(own) || name.endsWith("." + own)))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!clash.isEmpty()) {
            throw new StartException(
                    "kafka: must not set " + clash + ", on which correct counts depend; see the streams section");
        }
    }

    /**
     * Finds mistakes before the cluster is touched.
     *
     * @throws StartException as {@link #of}; and when Streams refuses a value
     */
    static void requireUsable(StreamsSettings settings) {
        Properties properties = of(settings, 1);
        try {
            new StreamsConfig(properties).getMainConsumerConfigs(settings.applicationId(), "", 0);
        } catch (ConfigException e) {
            throw new StartException("kafka: must be usable client properties, was refused: " + e.getMessage(), e);
        }
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
