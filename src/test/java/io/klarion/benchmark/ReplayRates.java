package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.demo.BrokerProcess;
import io.klarion.faults.JavaProcess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/**
 * How fast what is recorded is read again: {@code run} that catches up with a topic, {@code replay} of that topic, of a dump of it, and of
 * the same records as JSON lines. Each is a process of its own, timed from its start to its end, so that what starting costs counts;
 * {@code run} to the commit of the last record. Prints a table.
 */
class ReplayRates {

    private static final String TOPIC = "sample";
    private static final int REFERENCE = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final double NANOS = 1e9;
    private static final List<String> FLAGS = List.of(
            "@" + Path.of("config/jvm.options").toAbsolutePath(), "-Xmx1g", "-Dlogback.configurationFile=logback.xml");

    private final long records = Long.getLong("benchmark.records", 1_000_000);
    private final Variant live = Variant.named("e-2-exactly-once").get(0);
    private final Path directory = BenchmarkDirectory.named("target/replay-rates");

    /* From the start of a process to its end. */
    private record Timed(String what, double seconds, long peakBytes) {}

    @Test
    void everyWayToReadWhatIsRecordedIsTimed() throws Exception {
        BenchmarkDirectory.emptied(directory);
        JavaProcess broker = JavaProcess.start(
                new JavaProcess.Command(List.of(), List.of("-Xmx1g"), BrokerProcess.class.getName()),
                List.of("0", directory.resolve("broker").toString()),
                directory.resolve("broker-log"));
        try {
            String servers = await("the broker")
                    .atMost(Duration.ofMinutes(3))
                    .until(
                            () -> broker.out()
                                    .lines()
                                    .filter(line -> line.startsWith("READY "))
                                    .findFirst(),
                            line -> line.isPresent())
                    .orElseThrow()
                    .substring("READY ".length());
            Preload.fill(servers, TOPIC, records);
            tell(measure(servers));
        } finally {
            broker.terminate();
            broker.awaitExit(Duration.ofSeconds(30));
            Utils.delete(directory.resolve("broker").toFile());
        }
    }

    private List<Timed> measure(String servers) throws Exception {
        String config = KlarionConfigFile.write(directory, "replayed", servers, TOPIC, live)
                .toString();
        Path reference = lines("reference.jsonl", REFERENCE);
        klarion(
                "reference",
                "reference",
                "build",
                "--config",
                config,
                "--file",
                reference.toString(),
                "--out",
                directory.resolve("reference.json").toString());
        List<Timed> timed = new ArrayList<>();
        timed.add(run(config, servers));
        timed.add(klarion("replay from the topic", "replay", "--config", config, "--out", out("topic")));
        Path dump = directory.resolve("dump.jsonl");
        timed.add(klarion("dump", "dump", "--config", config, "--out", dump.toString()));
        timed.add(klarion(
                "replay --file, a dump",
                "replay",
                "--config",
                config,
                "--file",
                dump.toString(),
                "--out",
                out("dump")));
        requireSame("topic", "dump");
        Files.delete(dump);
        Path whole = lines("whole.jsonl", records);
        timed.add(klarion(
                "replay --file, JSON lines",
                "replay",
                "--config",
                config,
                "--file",
                whole.toString(),
                "--out",
                out("lines")));
        Files.delete(whole);
        return timed;
    }

    private String out(String name) {
        return directory.resolve("out-" + name).toString();
    }

    private void requireSame(String one, String two) {
        assertThat(Path.of(out(one), "verdicts.jsonl")).hasSameBinaryContentAs(Path.of(out(two), "verdicts.jsonl"));
    }

    private Path lines(String name, long many) throws IOException {
        Path file = directory.resolve(name);
        SampleRecords sample = new SampleRecords(0);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (long i = 0; i < many; i++) {
                out.write(sample.record(i));
                out.write('\n');
            }
        }
        return file;
    }

    private Timed run(String config, String servers) throws Exception {
        long begun = System.nanoTime();
        JavaProcess process = start("run", "run", "--config", config);
        AtomicLong peak = new AtomicLong();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            await("all records").pollInterval(LOOK).atMost(PATIENCE).until(() -> {
                peak.accumulateAndGet(process.residentBytes(), Math::max);
                assertThat(process.isAlive()).as(process.err()).isTrue();
                return committed(admin) >= records;
            });
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        process.terminate();
        process.awaitExit(PATIENCE);
        return new Timed("run, catching up", seconds, peak.get());
    }

    private static long committed(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets("replayed").partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(TOPIC) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    private JavaProcess start(String name, String... arguments) {
        return JavaProcess.start(
                new JavaProcess.Command(List.of(), FLAGS, "io.klarion.cli.Klarion"),
                Stream.of(arguments).toList(),
                directory.resolve("log-" + name.replaceAll("[^a-z]+", "-")));
    }

    private Timed klarion(String what, String... arguments) {
        long begun = System.nanoTime();
        JavaProcess process = start(what, arguments);
        AtomicLong peak = new AtomicLong();
        await(what).pollInterval(LOOK).atMost(PATIENCE).until(() -> {
            peak.accumulateAndGet(process.residentBytes(), Math::max);
            return !process.isAlive();
        });
        double seconds = (System.nanoTime() - begun) / NANOS;
        assertThat(process.awaitExit(PATIENCE)).as(process.err()).isZero();
        return new Timed(what, seconds, peak.get());
    }

    private void tell(List<Timed> timed) throws IOException {
        StringBuilder table = new StringBuilder(String.format(
                "%,d records, %d processors%n", records, Runtime.getRuntime().availableProcessors()));
        double first = timed.get(0).seconds();
        for (Timed each : timed) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-26s %8.1f s %,10.0f records/s %5.0f %% of run %6d MiB at most%n",
                    each.what(),
                    each.seconds(),
                    records / each.seconds(),
                    100 * first / each.seconds(),
                    each.peakBytes() >> 20));
        }
        Files.writeString(directory.resolve("rates.txt"), table);
        System.out.print(table);
    }
}
