package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Patience;
import io.klarion.faults.Plan;
import io.klarion.faults.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A source topic is deleted while it is read, and perhaps made again; then its monitor is taken out of the config. */
public final class TopicGone implements Fault {

    private static final String MONITOR = "refunds";

    private final boolean isMadeAgain;

    private TopicGone(boolean isMadeAgain) {
        this.isMadeAgain = isMadeAgain;
    }

    /** It stays away. */
    public static Fault deleted() {
        return new TopicGone(false);
    }

    /** It comes back under the same name, empty. */
    public static Fault recreated() {
        return new TopicGone(true);
    }

    @Override
    public String name() {
        return isMadeAgain ? "topic-recreated" : "topic-deleted";
    }

    @Override
    public String expected() {
        return "Every instance ends with one line that names the topic; without its monitor the others go on, exact.";
    }

    @Override
    public Plan plan() {
        return Plan.DEFAULT.with(config -> {
            List<Object> monitors = new ArrayList<>((List<?>) config.getOrDefault("monitors", List.of()));
            Map<String, Object> more = new LinkedHashMap<>();
            ((Map<?, ?>) monitors.get(0)).forEach((key, value) -> more.put(String.valueOf(key), value));
            more.put("name", MONITOR);
            more.put("source", Map.of("topics", List.of(topic())));
            monitors.add(more);
            config.put("monitors", monitors);
            return config;
        });
    }

    @Override
    public List<String> topics() {
        return List.of(topic());
    }

    private String topic() {
        return name() + "." + MONITOR;
    }

    @Override
    public String happen(Scene scene) throws Exception {
        scene.instances().forEach(scene::requireAtWork);
        scene.brokers().admin().deleteTopics(List.of(topic())).all().get();
        if (isMadeAgain) {
            await("the topic is made again")
                    .ignoreExceptions()
                    .until(() -> scene.brokers()
                                    .admin()
                                    .createTopics(List.of(new NewTopic(topic(), Optional.empty(), Optional.empty())))
                                    .all()
                                    .get()
                            == null);
        }
        long begun = System.nanoTime();
        String said = "";
        for (Instance instance : scene.instances()) {
            assertThat(instance.process().awaitExit(Patience.LONG)).isEqualTo(1);
            said = instance.process()
                    .err()
                    .lines()
                    .filter(line -> line.startsWith("stopped: "))
                    .findFirst()
                    .orElse("");
            assertThat(said)
                    .startsWith("stopped: topics: must be the ones this application-id has counted so far, was "
                            + (isMadeAgain ? "recreated: " : "deleted: ") + topic());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        for (Instance instance : scene.instances()) {
            removeMonitor(scene, instance);
            instance.start();
        }
        scene.instances().forEach(Instance::awaitReady);
        scene.awaitCaughtUp();
        return String.format("ended within %.0f s: %s", seconds, said);
    }

    private static void removeMonitor(Scene scene, Instance instance) {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode config = yaml.readTree(
                scene.directory().resolve(instance.name() + ".yaml").toFile());
        ((ArrayNode) config.get("monitors"))
                .remove(scene.deployment().monitors().size());
        yaml.writeValue(scene.directory().resolve(instance.name() + ".yaml").toFile(), config);
    }
}
