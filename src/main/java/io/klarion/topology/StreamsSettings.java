package io.klarion.topology;

import io.klarion.core.protocol.SourcePartition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the topology runs on a cluster.
 *
 * @param applicationId consumer group, and prefix of everything internal
 * @param kafka client properties as they stand in the config; passed through
 * @param threads stream threads of this process, at least 1
 * @param internalPartitions partitions of the internal topic when it is created; 0 for as many as the source has
 * @param exactlyOnce whether results, state and offsets are committed in one transaction
 * @param commitInterval how often
 * @param stateDir where state is kept
 * @param standbyReplicas copies of stage 2's state kept warm elsewhere
 * @param start where partitions without committed offsets begin
 * @param topics names of the result topics
 * @param references topic of published references; empty for none
 * @param replicationFactor of topics created; −1 for the broker's default
 * @param createTopics whether missing topics other than sources are created
 */
public record StreamsSettings(
        String applicationId,
        Map<String, String> kafka,
        int threads,
        int internalPartitions,
        boolean exactlyOnce,
        Duration commitInterval,
        Path stateDir,
        int standbyReplicas,
        StartFrom start,
        ResultTopics topics,
        Optional<String> references,
        short replicationFactor,
        boolean createTopics) {

    /**
     * The most bytes of a message unless the user says more: what a window of hundreds of features or thousands of cells says exceeds the usual
     * 1 MiB. Brokers that others run commonly allow so much.
     */
    static final int LARGEST_MESSAGE = 8 << 20;

    private static final String MAX_REQUEST_SIZE = "max.request.size";

    /**
     * Names of the result topics.
     *
     * @param verdicts one record a closed window and segment
     * @param alerts one record a state change
     * @param quarantine rejected records
     */
    public record ResultTopics(String verdicts, String alerts, String quarantine) {}

    /**
     * Where a partition without a committed offset begins.
     *
     * @param kind the earliest record, the end, the first record of a time, or an offset
     * @param time the Kafka timestamp for {@link Kind#TIME}, epoch milliseconds
     * @param offsets of the partitions for {@link Kind#OFFSETS}; others begin with their earliest record
     */
    public record StartFrom(Kind kind, long time, Map<SourcePartition, Long> offsets) {
        /** The kinds of beginnings. */
        public enum Kind {
            EARLIEST,
            LATEST,
            TIME,
            OFFSETS
        }

        public StartFrom {
            offsets = Map.copyOf(offsets);
        }

        /** A kind that needs no offsets. */
        public StartFrom(Kind kind, long time) {
            this(kind, time, Map.of());
        }

        /** All that the topic still holds. */
        public static final StartFrom EARLIEST = new StartFrom(Kind.EARLIEST, 0);
    }

    public StreamsSettings {
        kafka = Map.copyOf(kafka);
    }

    /** The topic between the stages. */
    public String internalTopic() {
        return applicationId + "-internal";
    }

    /**
     * The same as an application of its own that reads a part of the topics once: it has topics and a group of its own,
     * of one process.
     */
    public StreamsSettings once(String id, int itsThreads, StartFrom itsStart, Path itsStateDir) {
        Map<String, String> client = new HashMap<>(kafka);
        client.keySet().removeIf(name -> name.endsWith("group.instance.id"));
        return new StreamsSettings(
                id,
                client,
                itsThreads,
                internalPartitions,
                exactlyOnce,
                commitInterval,
                itsStateDir,
                0,
                itsStart,
                new ResultTopics(id + ".verdicts", id + ".alerts", id + ".quarantine"),
                references,
                replicationFactor,
                true);
    }

    /** The same, following the references that are published to a topic. */
    StreamsSettings following(String topic) {
        return following(Optional.of(topic));
    }

    /** The same, without a topic of references that is not among these: nothing was published, and one made now would stay. */
    StreamsSettings withReferencesAmong(Set<String> existing) {
        return following(references.filter(existing::contains));
    }

    private StreamsSettings following(Optional<String> topic) {
        return new StreamsSettings(
                applicationId,
                kafka,
                threads,
                internalPartitions,
                exactlyOnce,
                commitInterval,
                stateDir,
                standbyReplicas,
                start,
                topics,
                topic,
                replicationFactor,
                createTopics);
    }

    /** The same on another cluster, with its state elsewhere. */
    public StreamsSettings on(String bootstrapServers, Path otherStateDir) {
        return with(Map.of("bootstrap.servers", bootstrapServers), otherStateDir);
    }

    /** The same with its state in a directory of its own below the state directory. */
    StreamsSettings inStateDir(String name) {
        return with(kafka, stateDir.resolve(name));
    }

    /** The most bytes of a message that the topics it makes must take: {@link #LARGEST_MESSAGE}, or more where its producers may send more. */
    int largestMessage() {
        String plain = kafka.getOrDefault(MAX_REQUEST_SIZE, "");
        String asked = kafka.getOrDefault("producer." + MAX_REQUEST_SIZE, plain);
        return asked.matches("[0-9]{1,9}") ? Math.max(LARGEST_MESSAGE, Integer.parseInt(asked)) : LARGEST_MESSAGE;
    }

    /** The topics it writes itself, and that of references where one is set; in order, a copy. */
    Set<String> ownTopics() {
        Set<String> own =
                new TreeSet<>(List.of(internalTopic(), topics.verdicts(), topics.alerts(), topics.quarantine()));
        references.ifPresent(own::add);
        return own;
    }

    private StreamsSettings with(Map<String, String> otherKafka, Path otherStateDir) {
        return new StreamsSettings(
                applicationId,
                otherKafka,
                threads,
                internalPartitions,
                exactlyOnce,
                commitInterval,
                otherStateDir,
                standbyReplicas,
                start,
                topics,
                references,
                replicationFactor,
                createTopics);
    }
}
