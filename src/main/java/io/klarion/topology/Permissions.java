package io.klarion.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    private final String applicationId;
    private final String servers;
    private final SortedMap<String, Set<AclOperation>> topics = new TreeMap<>();

    Permissions(StreamsSettings settings, Collection<String> sources) {
        this.applicationId = settings.applicationId();
        this.servers = settings.kafka().getOrDefault("bootstrap.servers", "");
        topics.put(settings.internalTopic(), BOTH);
        topics.put(applicationId + "-" + TopologyNames.STATE_STORE + "-changelog", BOTH);
        topics.put(settings.topics().verdicts(), WRITE);
        topics.put(settings.topics().alerts(), WRITE);
        topics.put(settings.topics().quarantine(), WRITE);
        sources.forEach(topic -> topics.merge(topic, READ, (own, source) -> BOTH));
    }

    /**
     * Asks for the topics there are.
     *
     * @throws StartException naming everything that is refused
     */
    void require(Cluster cluster) {
        List<String> refused = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> answers = cluster.admin()
                .describeTopics(topics.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        topics.forEach((topic, needed) -> {
            KafkaFuture<TopicDescription> answer = answers.get(topic);
            if (answer != null) {
                lacking(cluster, topic, answer)
                        .forEach(operation -> refused.add(word(operation) + " on topic " + topic));
            }
        });
        if (!refused.isEmpty()) {
            throw new StartException(Refusal.of(String.join(", ", refused)));
        }
    }

    /* A broker that does not know what is allowed says nothing; then it shows while running. */
    private List<AclOperation> lacking(Cluster cluster, String topic, KafkaFuture<TopicDescription> answer) {
        try {
            Set<AclOperation> allowed =
                    cluster.await(answer, "describe the topic " + topic).authorizedOperations();
            return allowed == null
                    ? List.of()
                    : needed(topic).filter(each -> !allowed.contains(each)).toList();
        } catch (StartException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return List.of(AclOperation.DESCRIBE);
            }
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw e;
        }
    }

    private Stream<AclOperation> needed(String topic) {
        return topics.getOrDefault(topic, BOTH).stream().sorted();
    }

    private static String word(AclOperation operation) {
        return operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** What a running monitor has died of, where that is that it may not go on; empty for everything else. */
    Optional<String> refusal(Throwable error) {
        return Refusal.find(AuthenticationException.class, error)
                .map(why -> Refusal.of(why, servers))
                .or(() -> Refusal.find(AuthorizationException.class, error).map(why -> Refusal.of(permission(why))));
    }

    private String permission(AuthorizationException error) {
        if (error instanceof TransactionalIdAuthorizationException) {
            return "Describe and Write on transactional ids that begin with " + applicationId + "-";
        }
        if (error instanceof GroupAuthorizationException) {
            return "Read on group " + applicationId;
        }
        if (error instanceof TopicAuthorizationException topic) {
            return topic.unauthorizedTopics().stream()
                    .sorted()
                    .map(name -> needed(name).map(Permissions::word).collect(Collectors.joining(" and ")) + " on topic "
                            + name)
                    .collect(Collectors.joining(", "));
        }
        return "what it asked for (" + error.getMessage() + ")";
    }
}
