package io.klarion.benchmark;

import io.klarion.topology.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How long {@code ./klarion run} takes to be ready again when windows are open: a day's window in so many segments, closed by
 * nothing, with its state on disk and with the state to be read again from Kafka. Prints both, and what Kafka holds.
 */
class RestoreTime {

    private static final long RECORDS = Long.getLong("benchmark.records", 200_000);
    private static final double MEGABYTE = 1 << 20;
    private static final String TOPIC = "restore";

    private final Path directory = BenchmarkDirectory.named("target/benchmark");
    private final Variant variant = Variant.named("e-1-exactly-once").get(0);

    @Test
    void openWindowsOfManySegments() throws IOException, ExecutionException, InterruptedException {
        try (BenchmarkBroker broker = BenchmarkBroker.start(directory)) {
            broker.buildReference(TOPIC);
            Preload.fill(broker.servers(), TOPIC, RECORDS);
            point(broker.servers(), List.of());
            point(broker.servers(), List.of("/text_0"));
            point(broker.servers(), List.of("/text_0", "/text_1"));
            point(broker.servers(), List.of("/text_0", "/text_1", "/text_2"));
        }
    }

    private void point(String servers, List<String> segmentBy)
            throws IOException, ExecutionException, InterruptedException {
        String application = "restore-" + segmentBy.size();
        Path config = KlarionConfigFile.write(directory, application, servers, TOPIC, variant);
        ofADay(config, segmentBy);
        List<Double> times = new ArrayList<>();
        try (StartedKlarion first = StartedKlarion.start(config, directory.resolve(application + ".out"))) {
            first.awaitReady();
            first.awaitCommitted(servers, application, TOPIC, RECORDS);
        }
        for (boolean isKept : new boolean[] {true, false}) {
            if (!isKept) {
                Utils.delete(directory.resolve("state-" + application).toFile());
            }
            try (StartedKlarion again =
                    StartedKlarion.start(config, directory.resolve(application + "-" + isKept + ".out"))) {
                times.add(again.awaitReady());
            }
        }
        System.out.printf(
                "segment-by %s: ready after %.2f s with its state, %.2f s without; changelogs %.1f MB%n",
                segmentBy, times.get(0), times.get(1), changelogs(servers, application) / MEGABYTE);
    }

    private static void ofADay(Path config, List<String> segmentBy) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        ObjectNode root = (ObjectNode) yaml.readTree(config.toFile());
        ObjectNode monitor = (ObjectNode) root.withArray("monitors").get(0);
        monitor.set("window", JsonMapper.shared().valueToTree(Map.of("size", "1d", "grace", "0s")));
        if (!segmentBy.isEmpty()) {
            ArrayNode fields = monitor.putArray("segment-by");
            segmentBy.forEach(fields::add);
        }
        Files.writeString(config, yaml.writeValueAsString(root));
    }

    /* The bytes of the latest value of each key, which is what is read again. */
    private static double changelogs(String servers, String application)
            throws ExecutionException, InterruptedException {
        Map<String, Integer> latest = new LinkedHashMap<>();
        TopicReader reader = new TopicReader(Map.of("bootstrap.servers", servers));
        for (String topic : StartedKlarion.changelogs(servers, application)) {
            reader.read(
                    topic,
                    record -> latest.put(
                            topic + record.partition() + java.util.Arrays.toString(record.key()),
                            record.value() == null ? 0 : record.value().length));
        }
        return latest.values().stream().mapToInt(Integer::intValue).sum();
    }
}
