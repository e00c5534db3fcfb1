package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern METRICS = Pattern.compile("metrics {2}(http://\\S+/)metrics\\R");
    private static final String LAUNCHER = Path.of("klarion").toAbsolutePath().toString();

    private final Path directory = Path.of(System.getProperty("benchmark.directory", "target/benchmark"))
            .toAbsolutePath();
    private final HttpClient http = HttpClient.newHttpClient();

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
            List<Double> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(ready("starts-" + i, broker.servers()));
            }
            print("run until ready", runs);
        }
    }

    private double version() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = process(directory.resolve("version.out"), "--version");
        assertThat(process.waitFor()).isZero();
        return (System.nanoTime() - begun) / SECOND;
    }

    private double ready(String application, String servers) throws IOException, InterruptedException {
        Variant variant = Variant.named("e-1-exactly-once").get(0);
        Path config = KlarionConfigFile.write(directory, application, servers, "starts", variant);
        Path out = directory.resolve(application + ".out");
        long begun = System.nanoTime();
        Process process = process(out, "run", "--config", config.toString());
        try {
            await("ready").pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> isReady(out));
            return (System.nanoTime() - begun) / SECOND;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private boolean isReady(Path out) throws IOException, InterruptedException {
        Matcher metrics = METRICS.matcher(Files.readString(out));
        if (!metrics.find()) {
            return false;
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(metrics.group(1) + "readyz")).build();
        return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    private static Process process(Path out, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    private static void print(String what, List<Double> seconds) {
        System.out.printf("%-16s median %.2f s, all", what, Figures.median(seconds));
        seconds.forEach(each -> System.out.printf(" %.2f", each));
        System.out.println();
    }
}
