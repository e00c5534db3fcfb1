package io.klarion.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What a cluster must let the monitors do. Asked before the start, all topics at once: found later, one refusal would
 * follow the other in the middle of the work.
 */
final class Permissions {

    private static final Set<AclOperation> READ = Set.of(AclOperation.DESCRIBE, AclOperation.READ);
    private static final Set<AclOperation> WRITE = Set.of(AclOperation.DESCRIBE, AclOperation.WRITE);
    private static final Set<AclOperation> BOTH = Set.of(AclOperation.DESCRIBE, AclOperation.READ, AclOperation.WRITE);

    private final StreamsSettings settings;
    private final SortedMap<String, Set<AclOperation>> topics = new TreeMap<>();

    Permissions(StreamsSettings settings, Collection<String> sources) {
        this.settings = settings;
        topics.put(settings.internalTopic(), BOTH);
        topics.put(settings.applicationId() + "-" + TopologyNames.STATE_STORE + "-changelog", BOTH);
        topics.put(settings.topics().verdicts(), WRITE);
        topics.put(settings.topics().alerts(), WRITE);
        topics.put(settings.topics().quarantine(), WRITE);
        settings.references().ifPresent(topic -> topics.put(topic, READ));
        sources.forEach(topic -> topics.merge(topic, READ, (own, source) -> BOTH));
    }

    private Permissions(StreamsSettings settings, SortedMap<String, Set<AclOperation>> topics) {
        this.settings = settings;
        this.topics.putAll(topics);
    }

    /** What somebody must be allowed who only reads these topics. */
    static Permissions toRead(StreamsSettings settings, Collection<String> topics) {
        SortedMap<String, Set<AclOperation>> read = new TreeMap<>();
        topics.forEach(topic -> read.put(topic, READ));
        return new Permissions(settings, read);
    }

    /**
     * Asks for the topics there are.
     *
     * @throws StartException naming everything that is refused
     */
    void require(Cluster cluster) {
        List<String> refused = look(cluster).refused();
        if (!refused.isEmpty()) {
            throw new StartException(Refusal.of(String.join(", ", refused)));
        }
    }

    /* What is refused, such as "Read on topic orders", and everything on a topic that may not be described; the topics
     * that are not there. */
    private record Look(List<String> refused, List<String> absent) {}

    private Look look(Cluster cluster) {
        Look look = new Look(new ArrayList<>(), new ArrayList<>());
        Map<String, KafkaFuture<TopicDescription>> answers = cluster.admin()
                .describeTopics(topics.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        topics.forEach((topic, needed) -> {
            try {
                TopicDescription description =
                        cluster.await(Objects.requireNonNull(answers.get(topic)), "describe the topic " + topic);
                lacking(needed, description).forEach(each -> look.refused().add(each + " on topic " + topic));
            } catch (StartException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    look.absent().add(topic);
                } else if (e.getCause() instanceof TopicAuthorizationException) {
                    words(needed.stream()).forEach(each -> look.refused().add(each + " on topic " + topic));
                } else {
                    throw e;
                }
            }
        });
        return look;
    }

    /* A broker that does not know what is allowed says nothing; then it shows while running. */
    private static List<String> lacking(Set<AclOperation> needed, TopicDescription description) {
        Set<AclOperation> allowed = description.authorizedOperations();
        return words(needed.stream().filter(each -> allowed != null && !allowed.contains(each)));
    }

    private static List<String> words(Stream<AclOperation> operations) {
        return operations
                .sorted()
                .map(each -> each.name().charAt(0) + each.name().substring(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    /** What a running monitor has died of, where that is that it may not go on; empty for everything else. */
    Optional<String> refusal(Throwable error) {
        String servers = settings.kafka().getOrDefault("bootstrap.servers", "");
        return Refusal.find(AuthenticationException.class, error)
                .map(why -> Refusal.of(why, servers))
                .or(() -> Refusal.find(AuthorizationException.class, error).map(why -> Refusal.of(permission(why))));
    }

    private String permission(AuthorizationException error) {
        if (error instanceof TransactionalIdAuthorizationException) {
            return "Describe and Write on transactional ids that begin with " + settings.applicationId() + "-";
        }
        if (error instanceof GroupAuthorizationException) {
            return "Read on group " + settings.applicationId();
        }
        return error instanceof TopicAuthorizationException topic
                ? permission(topic)
                : "what it asked for (" + error.getMessage() + ")";
    }

    /* The error may name topics, but never the operation: the cluster is asked once more. */
    private String permission(TopicAuthorizationException error) {
        try (Cluster cluster = new Cluster(settings.kafka())) {
            Look look = look(cluster);
            if (!look.refused().isEmpty()) {
                return String.join(", ", look.refused());
            }
            if (error.unauthorizedTopics().isEmpty() && !look.absent().isEmpty()) {
                return "Create on topic " + String.join(", ", look.absent());
            }
        } catch (StartException silent) {
            // What the error itself says must do.
        }
        return "everything it needs on the topics " + new TreeSet<>(error.unauthorizedTopics());
    }
}
