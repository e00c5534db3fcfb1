package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.demo.BrokerProcess;
import io.klarion.faults.Instance;
import io.klarion.faults.JavaProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** A broker in a process of its own, and the reference that all runs against it share. */
final class BenchmarkBroker implements AutoCloseable {

    private static final int REFERENCE = 50_000;

    private final JavaProcess process;
    private final Path directory;
    private final String servers;

    private BenchmarkBroker(JavaProcess process, Path directory, String servers) {
        this.process = process;
        this.directory = directory;
        this.servers = servers;
    }

    /** Starts one, with all it keeps below {@code directory}, which it empties as {@link BenchmarkDirectory} does. */
    static BenchmarkBroker start(Path directory) throws IOException {
        BenchmarkDirectory.emptied(directory);
        JavaProcess process = JavaProcess.start(
                new JavaProcess.Command(List.of(), List.of("-Xmx1g"), BrokerProcess.class.getName()),
                List.of("0", directory.resolve("broker").toString()),
                directory.resolve("broker-log"));
        String servers = await("the broker")
                .atMost(Duration.ofMinutes(3))
                .until(() -> ready(process), ready -> !ready.isEmpty());
        return new BenchmarkBroker(process, directory, servers);
    }

    private static String ready(JavaProcess broker) {
        return broker.out()
                .lines()
                .filter(line -> line.startsWith("READY "))
                .map(line -> line.substring("READY ".length()))
                .findFirst()
                .orElse("");
    }

    /** Where it listens. */
    String servers() {
        return servers;
    }

    /** Builds the reference that {@link KlarionConfigFile} names, of records like those of the topics. */
    void buildReference(String topic) throws IOException {
        Path sample = directory.resolve("sample.jsonl");
        SampleRecords records = new SampleRecords(0);
        try (OutputStream out = Files.newOutputStream(sample)) {
            for (int i = 0; i < REFERENCE; i++) {
                out.write(records.record(i * 20L));
                out.write('\n');
            }
        }
        Path config = KlarionConfigFile.write(directory, "reference", servers, topic, Variant.BIN);
        String out = directory.resolve("reference.json").toString();
        JavaProcess build = JavaProcess.start(
                Instance.KLARION,
                List.of("reference", "build", "--config", config.toString(), "--file", sample.toString(), "--out", out),
                directory.resolve("reference-build"));
        assertThat(build.awaitExit(Duration.ofMinutes(2))).as(build.err()).isZero();
    }

    @Override
    public void close() throws IOException {
        process.terminate();
        process.awaitExit(Duration.ofSeconds(30));
        Utils.delete(directory.resolve("broker").toFile());
    }
}
