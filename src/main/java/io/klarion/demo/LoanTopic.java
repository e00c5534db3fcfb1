package io.klarion.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of the demo's stream on a cluster that is there already. */
public final class LoanTopic {

    private LoanTopic() {}

    /**
     * Makes sure that it exists.
     *
     * @throws IllegalStateException when it does not and cannot be created
     */
    public static void ensure(String bootstrapServers) throws InterruptedException {
        NewTopic topic = new NewTopic(DemoConfig.TOPIC, Optional.of(DemoConfig.PARTITIONS), Optional.empty())
                .configs(DemoConfig.TOPIC_SETTINGS);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "topic " + DemoConfig.TOPIC + ": cannot be created: " + e.getMessage(), e);
            }
        }
    }
}
