package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.reference.Reference;
import io.klarion.demo.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** References and configurations made of a topic: the same as of a file that holds its records. */
@Timeout(180)
class ReferenceOfTopicIT {

    private static final int RECORDS = 6000;

    @TempDir
    private Path directory;

    private final List<String> lines = new ArrayList<>();
    private final long begin = Instant.now().toEpochMilli() - RECORDS * 3_600L;

    @Test
    void aTopicGivesTheReferenceThatItsRecordsInAFileGive() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            broker.createTopic("orders", 3, Map.of());
            send(broker.bootstrapServers());
            Path file = Files.write(directory.resolve("orders.jsonl"), lines);
            Path config =
                    Files.writeString(directory.resolve("monitors.yaml"), """
                    kafka: { bootstrap.servers: "%s" }
                    monitors:
                      - name: orders
                        source: { topics: [orders] }
                        event-time: { field: /ts, unit: iso8601 }
                        window: { size: 10m }
                        reference: { file: orders.json }
                    """.formatted(broker.bootstrapServers()));
            String half = Instant.ofEpochMilli(begin + RECORDS * 1_800L).toString();

            Reference ofFile = built(config, "--file", file.toString());
            Reference ofTopic = built(config);
            Reference ofHalf = built(config, "--to", half);
            Reference ofOffsets = built(config, "--from", "orders-0@1000,orders-1@1000,orders-2@1000");

            assertThat(ofTopic.digest()).isEqualTo(ofFile.digest());
            assertThat(ofTopic.provenance().source()).isEqualTo("topic orders");
            assertThat(ofHalf.pooled().records()).isEqualTo(RECORDS / 2);
            assertThat(ofOffsets.pooled().records()).isEqualTo(RECORDS - 3000);
            aSampleOfTheTopicGivesAConfiguration(broker.bootstrapServers());
            aTopicThatIsNotThereIsTold(config);
        }
    }

    private void aSampleOfTheTopicGivesAConfiguration(String servers) throws Exception {
        Path out = directory.resolve("inferred.yaml");

        Ran ran = Ran.klarion(
                "init",
                "--topic",
                "orders",
                "--bootstrap-server",
                servers,
                "--records",
                "3000",
                "--out",
                out.toString());

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("3,000 records from ", "./klarion run --config " + out);
        assertThat(out).content().contains("from a sample of the topic orders", "topics: [orders]", servers);
        assertThat(Ran.klarion("validate", "--config", out.toString()).exit()).isZero();
    }

    private void aTopicThatIsNotThereIsTold(Path config) {
        Ran ran = Ran.klarion(
                "reference",
                "build",
                "--config",
                config.toString(),
                "--topic",
                "nothing",
                "--out",
                directory.resolve("none.json").toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("nothing");
        assertThat(directory.resolve("none.json")).doesNotExist();
    }

    private Reference built(Path config, String... more) {
        Path out = directory.resolve("built.json");
        List<String> arguments = new ArrayList<>(
                List.of("reference", "build", "--force", "--config", config.toString(), "--out", out.toString()));
        arguments.addAll(Arrays.asList(more));
        Ran ran = Ran.klarion(arguments.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ReferenceJson.read(out);
    }

    /* Sent with the time of their event; whole partitions in their order. */
    private void send(String servers) {
        SplittableRandom random = new SplittableRandom(3);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                long time = begin + i * 3_600L;
                String line = "{\"ts\":\"" + Instant.ofEpochMilli(time) + "\",\"x\":" + random.nextInt(50)
                        + ",\"channel\":\"c" + random.nextInt(4) + "\"}";
                lines.add(line);
                var unused = producer.send(
                        new ProducerRecord<>("orders", i % 3, time, null, line.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
