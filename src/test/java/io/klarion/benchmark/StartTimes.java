package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/**
 * How long {@code ./klarion --version} takes, and {@code ./klarion run} against a running broker until {@code /readyz} says
 * yes: the launcher itself, by the clock, so on a machine with nothing else to do.
 */
class StartTimes {

    private static final int VERSIONS = 7;
    private static final int RUNS = Integer.getInteger("benchmark.rounds", 5);
    private static final long RECORDS = 1000;
    private static final double SECOND = 1e9;

    private final Path directory = BenchmarkDirectory.named("target/benchmark");

    @Test
    void aShortCommandAndAMonitor() throws IOException, ExecutionException, InterruptedException {
        try (BenchmarkBroker broker = BenchmarkBroker.start(directory)) {
            broker.buildReference("starts");
            Preload.fill(broker.servers(), "starts", RECORDS);
            /* Builds, should there be anything to build. */
            version();
            List<Double> versions = new ArrayList<>();
            for (int i = 0; i < VERSIONS; i++) {
                versions.add(version());
            }
            print("--version", versions);
            Path config = config(broker.servers());
            print("first run, makes its topics", List.of(ready(config)));
            List<Double> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(ready(config));
            }
            print("run until ready", runs);
        }
    }

    private double version() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = StartedKlarion.process(directory.resolve("version.out"), "--version");
        assertThat(process.waitFor()).isZero();
        return (System.nanoTime() - begun) / SECOND;
    }

    private Path config(String servers) throws IOException {
        Variant variant = Variant.named("e-1-exactly-once").get(0);
        return KlarionConfigFile.write(directory, "starts", servers, "starts", variant);
    }

    private double ready(Path config) throws IOException {
        try (StartedKlarion started = StartedKlarion.start(config, directory.resolve("starts.out"))) {
            return started.awaitReady();
        }
    }

    private static void print(String what, List<Double> seconds) {
        System.out.printf("%-28s median %.2f s, all", what, Figures.median(seconds));
        seconds.forEach(each -> System.out.printf(" %.2f", each));
        System.out.println();
    }
}
