package io.klarion.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Admin and plain consumers of one cluster, with errors that name what could not be done. Closes its admin. */
final class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<String, String> kafka;
    private final Admin admin;

    Cluster(Map<String, String> kafka) {
        this.kafka = kafka;
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.putIfAbsent("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        properties.putIfAbsent("request.timeout.ms", "10000");
        try {
            this.admin = Admin.create(properties);
        } catch (KafkaException e) {
            throw new StartException(
                    "kafka: must be usable client properties, was refused: " + Refusal.rootMessage(e), e);
        }
    }

    Admin admin() {
        return admin;
    }

    /** What the cluster calls itself; different for each. */
    String id() {
        return await(admin.describeCluster().clusterId(), "reach the cluster");
    }

    /** The topics that may be seen. */
    Set<String> topics() {
        return await(admin.listTopics().names(), "list the topics");
    }

    /** A consumer of raw bytes without a group, that reads committed records only. */
    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG); // it joins no group, and does not know the streams one
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer of raw bytes that waits until they are kept. */
    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, StreamsSettings.LARGEST_MESSAGE);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Waits for an answer that everybody gets; {@code what} completes the sentence "could not …". */
    <T> T await(Future<T> answer, String what) {
        return await(answer, what, "to " + what);
    }

    /** Waits for an answer that takes a permission, such as {@code Read on group g}. */
    <T> T await(Future<T> answer, String what, String permission) {
        try {
            return answer.get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw explain(what, permission, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw explain(what, permission, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while trying to " + what, e);
        }
    }

    private StartException explain(String what, String permission, Throwable cause) {
        String servers = kafka.getOrDefault("bootstrap.servers", "");
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException || cause instanceof TimeoutException) {
            return new StartException(
                    "kafka.bootstrap.servers: must be a reachable broker, was " + servers + " (no answer within "
                            + PATIENCE.toSeconds() + " s when trying to " + what + ")",
                    cause);
        }
        if (cause instanceof AuthenticationException refused) {
            return new StartException(Refusal.of(refused, servers), cause);
        }
        if (cause instanceof AuthorizationException) {
            return new StartException(Refusal.of(permission), cause);
        }
        return new StartException("could not " + what + ": " + Refusal.rootMessage(cause), cause);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
