package io.klarion.faults;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import io.klarion.shop.Results;
import io.klarion.shop.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One application: its topics, its monitors, and the configuration files its instances are started with. The monitors
 * here and those in the files are made of the same numbers.
 */
public final class Deployment {

    private final String applicationId;
    private final Path directory;
    private final Map<String, String> kafka;
    private final Plan plan;

    Deployment(String applicationId, Path directory, Map<String, String> kafka, Plan plan) {
        this.applicationId = applicationId;
        this.directory = directory;
        this.kafka = kafka;
        this.plan = plan;
    }

    /** Names the group, and begins the name of every topic. */
    public String applicationId() {
        return applicationId;
    }

    /** The topic of orders. */
    public String orders() {
        return applicationId + "." + Shop.ORDERS;
    }

    /** The topic of payments. */
    public String payments() {
        return applicationId + "." + Shop.PAYMENTS;
    }

    /** The topic between the stages. */
    public String internal() {
        return applicationId + "-internal";
    }

    /** Both topics by region in hopping windows; orders alone in tumbling windows. */
    public List<Monitor> monitors() {
        long idleAfter = plan.idleAfter().toMillis();
        return List.of(
                Shop.monitor("by-region", List.of(orders(), payments()), List.of("/region"), Shop.HOPPING, idleAfter),
                Shop.monitor("overall", List.of(orders()), List.of(), Shop.TUMBLING, idleAfter));
    }

    /** Where an instance keeps its state. */
    public Path stateDirectory(String instance) {
        return directory.resolve("state-" + instance).toAbsolutePath();
    }

    /** An instance with its configuration written, not started. */
    public Instance instance(String name) {
        Path file = directory.resolve(name + ".yaml");
        try {
            Files.createDirectories(directory);
            Path reference = directory.resolve("shop.json");
            if (!Files.exists(reference)) {
                ReferenceJson.write(reference, monitors().get(0).references().get(0));
            }
            new YAMLMapper().writeValue(file.toFile(), plan.config().apply(config(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Instance(name, file, directory);
    }

    private Map<String, Object> config(String instance) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("application-id", applicationId);
        config.put("kafka", clientProperties(instance));
        config.put(
                "streams",
                Map.of(
                        "internal-partitions",
                        3,
                        "commit-interval",
                        "500ms",
                        "state-dir",
                        stateDirectory(instance).toString()));
        config.put(
                "topics",
                Map.of(
                        "verdicts", Results.verdicts(applicationId),
                        "alerts", Results.alerts(applicationId),
                        "quarantine", Results.quarantine(applicationId),
                        "replication-factor", Brokers.NODES));
        config.put("monitors", monitors().stream().map(Deployment::text).toList());
        config.put("http", Map.of("port", 0));
        config.put("create-topics", true);
        return config;
    }

    /* A process that dies is missed after the session timeout, its open transaction after its own. */
    private Map<String, Object> clientProperties(String instance) {
        Map<String, Object> properties = new LinkedHashMap<>(kafka);
        properties.put("group.instance.id", instance);
        properties.put("session.timeout.ms", 6000);
        properties.put("heartbeat.interval.ms", 1500);
        properties.put("producer.transaction.timeout.ms", 10_000);
        return properties;
    }

    private static Map<String, Object> text(Monitor monitor) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("name", monitor.name());
        text.put("source", Map.of("topics", monitor.topics()));
        text.put(
                "event-time",
                Map.of(
                        "field",
                        monitor.eventTime().field(),
                        "unit",
                        "millis",
                        "out-of-orderness",
                        monitor.eventTime().outOfOrderness() + "ms",
                        "max-lead",
                        monitor.eventTime().maxLead() + "ms"));
        if (!monitor.segmentBy().isEmpty()) {
            text.put("segment-by", monitor.segmentBy());
        }
        text.put("window", window(monitor.window()));
        text.put("reference", Map.of("file", "shop.json"));
        text.put("detect", Map.of("hold", "0s"));
        text.put("idle-after", monitor.lifecycle().idleAfter() + "ms");
        return text;
    }

    private static Map<String, Object> window(WindowSpec window) {
        return Map.of("size", window.size() + "ms", "advance", window.advance() + "ms", "grace", window.grace() + "ms");
    }
}
