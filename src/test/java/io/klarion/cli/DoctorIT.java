package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.demo.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class DoctorIT {

    @TempDir
    Path directory;

    @Test
    void itNamesWhatIsMissingAndWhatDoesNotFitAndChangesNothing() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            broker.createTopic("orders", 2, Map.of("retention.ms", "1000"));
            send(broker.bootstrapServers());
            Path config = directory.resolve("monitors.yaml");
            Files.writeString(config, """
                    application-id: shop
                    kafka: { bootstrap.servers: "%s" }
                    monitors:
                      - name: orders
                        source: { topics: [orders, returns] }
                        event-time: { field: /ts, unit: iso8601 }
                        window: { size: 2m }
                        reference: { file: %s }
                        features: [ { name: age, type: numeric }, { name: income, path: /earned, type: numeric } ]
                    """.formatted(
                            broker.bootstrapServers(),
                            Path.of("config/references/loans.json").toAbsolutePath()));
            StringWriter out = new StringWriter();
            CommandLine command = Klarion.commandLine().setOut(new PrintWriter(out));

            assertThat(command.execute("doctor", "--config", config.toString())).isEqualTo(1);

            assertThat(out.toString())
                    .contains(
                            "✓ the configuration is one\n",
                            "! fewer than three brokers: what one of them loses is lost\n",
                            "✓ source topic orders has 2 partitions\n",
                            "! source topic orders: retention.ms should be well above the windows of PT2M, is PT1S: an"
                                    + " outage of that length loses records\n",
                            "✗ source topic returns: must exist, was missing\n",
                            "✗ topics: must exist, was missing: klarion.alerts, klarion.quarantine, klarion.verdicts,"
                                    + " shop-internal; create them, or set create-topics: true\n",
                            "✓ group shop has not read anything yet\n",
                            "✓ topic orders: all of 3 records can be read\n",
                            "✗ monitor orders: feature income: /earned is in none of 3 records; there are /age, /ts\n",
                            "3 problems\n");
        }
    }

    private static void send(String servers) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 3; i++) {
                byte[] value =
                        ("{\"ts\":\"2026-01-01T00:00:0" + i + "Z\",\"age\":40}").getBytes(StandardCharsets.UTF_8);
                var unused = producer.send(new ProducerRecord<>("orders", i % 2, null, value));
            }
        }
    }
}
