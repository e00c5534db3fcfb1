package io.klarion.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/** {@code ./klarion run}, by the launcher, timed from its start; ended when closed. */
final class StartedKlarion implements AutoCloseable {

    private static final double SECOND = 1e9;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern METRICS = Pattern.compile("metrics {2}(http://\\S+/)metrics\\R");
    private static final String LAUNCHER = Path.of("klarion").toAbsolutePath().toString();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path out;
    private final long begun;

    private StartedKlarion(Process process, Path out, long begun) {
        this.process = process;
        this.out = out;
        this.begun = begun;
    }

    /** Starts it; what it prints goes to {@code out}. */
    static StartedKlarion start(Path config, Path out) throws IOException {
        long begun = System.nanoTime();
        return new StartedKlarion(process(out, "run", "--config", config.toString()), out, begun);
    }

    /** A process of the launcher with these arguments. */
    static Process process(Path out, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = LAUNCHER;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    /** Waits until {@code /readyz} says so; returns the seconds since the start. */
    double awaitReady() {
        await("ready").pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(this::isReady);
        return (System.nanoTime() - begun) / SECOND;
    }

    private boolean isReady() throws IOException, InterruptedException {
        Matcher metrics = METRICS.matcher(Files.readString(out));
        if (!metrics.find()) {
            return false;
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(metrics.group(1) + "readyz")).build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Waits until so many records of a topic are done. */
    void awaitCommitted(String servers, String application, String topic, long records) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            await("all records")
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(PATIENCE)
                    .until(() -> committed(admin, application, topic) >= records);
        }
    }

    /** How many records of a topic are done. */
    static long committed(Admin admin, String application, String topic)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** The topics that hold its state. */
    static List<String> changelogs(String servers, String application) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(application + "-") && name.endsWith("-changelog"))
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroy();
        await("the end").atMost(PATIENCE).until(() -> !process.isAlive());
    }
}
