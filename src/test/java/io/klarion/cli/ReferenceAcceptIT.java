package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.AlertJson;
import io.klarion.codec.ReferenceJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.reference.Reference;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.topology.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A monitor with two references, {@code low} about 0 and {@code high} about 10, whose {@code x} goes from the one to the
 * other, from the fifth hour on to 13, and from the seventh back to 0.
 */
@Timeout(300)
class ReferenceAcceptIT {

    private static final int HOURS = 8;
    private static final int PER_HOUR = 600;
    private static final double[] MEANS = {0, 0, 10, 10, 13, 13, 0, 0};
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static Path config;
    private static Alert alert;

    @BeforeAll
    static void raiseAnAlert() throws Exception {
        broker = EmbeddedBroker.start();
        broker.createTopic("klarion.verdicts", 2, Map.of());
        broker.createTopic("klarion.alerts", 2, Map.of());
        broker.createTopic("klarion.references", 1, Map.of("cleanup.policy", "compact"));
        Path records = records();
        build("low", 0, 2, records);
        build("high", 2, 4, records);
        config = config("""
                    references:
                      - { name: low, file: low.json }
                      - { name: high, file: high.json }
                """);
        Path out = directory.resolve("out");
        run("replay", "--config", config.toString(), "--file", records.toString(), "--out", out.toString());
        publish("klarion.verdicts", Files.readAllLines(out.resolve("verdicts.jsonl")));
        publish("klarion.alerts", Files.readAllLines(out.resolve("alerts.jsonl")));
        alert = AlertJson.read(
                Files.readAllLines(out.resolve("alerts.jsonl")).get(0).getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static Path records() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < HOURS * PER_HOUR; i++) {
            double mean = MEANS[i / PER_HOUR];
            lines.add("{\"ts\":\"" + BEGIN.plusMillis(i * 3_600_000L / PER_HOUR) + "\",\"x\":"
                    + (mean + random.nextGaussian()) + "}");
        }
        return Files.write(directory.resolve("records.jsonl"), lines);
    }

    private static Path config(String references) throws IOException {
        return Files.writeString(
                directory.resolve("klarion.yaml"), """
                kafka: { bootstrap.servers: "%s" }
                topics: { references: klarion.references }
                monitors:
                  - name: orders
                    source: { topics: [orders] }
                    event-time: { field: /ts, unit: iso8601 }
                    window: { size: 15m }
                %s    features: [ { name: x, type: numeric, bins: { edges: [-3, -2, -1, 0, 1, 2, 5, 8, 9, 10, 11, 12, 13, 14, 16] } } ]
                """.formatted(broker.bootstrapServers(), references));
    }

    private static void build(String name, int from, int to, Path records) throws IOException {
        run(
                "reference",
                "build",
                "--config",
                config("    reference: { file: " + name + ".json }\n").toString(),
                "--file",
                records.toString(),
                "--from",
                hour(from),
                "--to",
                hour(to),
                "--out",
                directory.resolve(name + ".json").toString());
    }

    private static String hour(int hour) {
        return BEGIN.plusSeconds(hour * 3600L).toString();
    }

    private static void publish(String topic, List<String> lines) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String line : lines) {
                var unused = producer.send(new ProducerRecord<>(topic, line.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static String run(String... arguments) {
        Ran ran = Ran.klarion(arguments);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out();
    }

    private static List<Reference> published() {
        List<Reference> published = new ArrayList<>();
        new TopicReader(Map.of("bootstrap.servers", broker.bootstrapServers()))
                .read(
                        "klarion.references",
                        record -> published.add(
                                ReferenceJson.parse("published", new String(record.value(), StandardCharsets.UTF_8))));
        return published;
    }

    @Test
    void theReferenceThatTheAlertsWindowWasComparedWithIsReplacedByTheWindowsUntilItResolved() {
        String out = run("reference", "accept", "--config", config.toString(), "--alert", alert.id());

        assertThat(out).startsWith("The alert has resolved: windows up to 2026-03-01T06:00:00Z are taken\n");
        assertThat(published()).hasSize(1).allSatisfy(reference -> {
            assertThat(reference.id()).isEqualTo("high");
            assertThat(reference.version()).isEqualTo(2);
            assertThat(reference.provenance().from())
                    .isEqualTo(BEGIN.plusSeconds(4 * 3600).toEpochMilli());
            assertThat(reference.pooled().records()).isEqualTo(2 * PER_HOUR);
        });
    }

    @Test
    void anotherOneCanBeNamed() {
        String out = run(
                "reference",
                "accept",
                "--config",
                config.toString(),
                "--alert",
                alert.id(),
                "--reference",
                "low",
                "--dry-run");

        assertThat(out).contains("\nlow version 2, sha256:").contains("Nothing is published (--dry-run)");
    }

    @Test
    void oneThatIsNotThereIsRefused() {
        Ran ran = Ran.klarion(
                "reference", "accept", "--config", config.toString(), "--alert", alert.id(), "--reference", "middle");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .contains(
                        "reference: must be one of those of monitor orders (high, low), was middle; --reference names it");
    }

    @Test
    void anAlertThatIsNotThereIsRefusedWithThoseThatFire() {
        Ran ran = Ran.klarion("reference", "accept", "--config", config.toString(), "--alert", "nosuch");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("--alert: must be an alert on topic klarion.alerts, was nosuch; none fires");
    }
}
