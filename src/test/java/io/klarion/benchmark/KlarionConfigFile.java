package io.klarion.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The configuration that all variants with bins share: one monitor, 30 features, windows of a minute. */
final class KlarionConfigFile {

    private KlarionConfigFile() {}

    /** Writes one, with names of its own for everything that a run leaves behind. */
    static Path write(Path directory, String application, String servers, String topic, Variant variant)
            throws IOException {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("application-id", application);
        config.put("kafka", Map.of("bootstrap.servers", servers));
        config.put(
                "streams",
                Map.of(
                        "threads",
                        variant.threads(),
                        "guarantee",
                        variant.guarantee().equals("none") ? "at-least-once" : variant.guarantee(),
                        "internal-partitions",
                        Preload.PARTITIONS,
                        "state-dir",
                        directory.resolve("state-" + application).toString()));
        config.put(
                "topics",
                Map.of(
                        "verdicts", application + ".verdicts",
                        "alerts", application + ".alerts",
                        "quarantine", application + ".quarantine",
                        "replication-factor", 1));
        config.put("http", Map.of("port", 0));
        config.put("create-topics", true);
        config.put("monitors", List.of(monitor(topic)));
        Files.createDirectories(directory);
        Path file = directory.resolve(application + ".yaml");
        new YAMLMapper().writeValue(file.toFile(), config);
        return file;
    }

    private static Map<String, Object> monitor(String topic) {
        Map<String, Object> monitor = new LinkedHashMap<>();
        monitor.put("name", "sample");
        monitor.put("source", Map.of("topics", List.of(topic)));
        monitor.put(
                "event-time", Map.of("field", "/time", "unit", "millis", "out-of-orderness", "1s", "max-lead", "365d"));
        monitor.put("window", Map.of("size", "1m", "grace", "0s"));
        monitor.put("reference", Map.of("file", "reference.json"));
        List<Map<String, Object>> features = new ArrayList<>();
        for (int n = 0; n < SampleRecords.NUMBERS; n++) {
            features.add(Map.of("name", "number_" + n, "type", "numeric"));
        }
        for (int t = 0; t < SampleRecords.TEXTS; t++) {
            features.add(Map.of("name", "text_" + t, "type", "categorical"));
        }
        for (int f = 0; f < SampleRecords.FLAGS; f++) {
            features.add(Map.of("name", "flag_" + f, "type", "boolean"));
        }
        monitor.put("features", features);
        return monitor;
    }
}
