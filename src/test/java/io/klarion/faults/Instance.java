package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Klarion process as users run it: {@code klarion run --config FILE}, with the product's own command line. */
public final class Instance {

    /** The product's main class, in a small JVM, with the log settings of the product and not of the tests. */
    public static final JavaProcess.Command KLARION = new JavaProcess.Command(
            List.of(),
            List.of(
                    "-Xmx400m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:NativeMemoryTracking=summary",
                    "-Dlogback.configurationFile=logback.xml"),
            "io.klarion.cli.Klarion");

    /** How SIGTERM shows in the exit code. */
    public static final int TERMINATED = 128 + 15;

    private static final Pattern METRICS = Pattern.compile("metrics {2}(http://\\S+/)metrics\\R");
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final Path config;
    private final Path directory;
    private JavaProcess.Command command;
    private int starts;
    private volatile @Nullable JavaProcess process;
    private volatile boolean ending;

    /**
     * An instance that is not started yet.
     *
     * @param name of its log files
     * @param config its configuration
     * @param directory where its logs go
     */
    public Instance(String name, Path config, Path directory) {
        this.name = name;
        this.config = config;
        this.directory = directory;
        this.command = KLARION;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** From its next start on: another way to be started, such as a main class that injects something. */
    public void use(JavaProcess.Command other) {
        command = other;
    }

    /** Starts it; does not wait for it. */
    public void start() {
        if (isAlive()) {
            throw new IllegalStateException("instance " + name + " runs already");
        }
        starts++;
        ending = false;
        process = JavaProcess.start(
                command, List.of("run", "--config", config.toString()), directory.resolve(name + "-" + starts));
    }

    /** Whether its pages must answer: it has said where they are, and nobody has asked it to end. */
    public boolean isServing() {
        return isAlive() && !ending && METRICS.matcher(process().out()).find();
    }

    /** Whether it has ended though nobody asked it to. */
    boolean isGone() {
        return process != null && !isAlive() && !ending;
    }

    /** Says that its end by itself is what was expected. */
    public void mayEnd() {
        ending = true;
    }

    /** Waits until its metrics can be read; fails with what it printed when it ends instead. */
    public void awaitUp() {
        await("instance " + name + " is up")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(100))
                .failFast(
                        "instance " + name + " has ended",
                        () -> assertThat(process().isAlive())
                                .as(process().err())
                                .isTrue())
                .until(() -> METRICS.matcher(process().out()).find());
    }

    /** Waits until {@code /readyz} says so. */
    public void awaitReady() {
        awaitUp();
        await("instance " + name + " is ready")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> get("readyz").status() == 200);
    }

    /** The process that runs now, or ran last. */
    public JavaProcess process() {
        return Objects.requireNonNull(process, () -> "instance " + name + " was never started");
    }

    /** Whether its process runs, frozen or not. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Ends it with kill -9. */
    public void kill() {
        ending = true;
        process().kill();
    }

    /** Ends it in good order; returns its exit code. */
    public int stop() {
        ending = true;
        process().terminate();
        return process().awaitExit(Patience.LONG);
    }

    /** Its metrics now. */
    public Series metrics() {
        Page page = get("metrics");
        if (page.status() != 200) {
            throw new IllegalStateException("/metrics of " + name + ": " + page.status() + " " + page.body());
        }
        return Series.parse(page.body());
    }

    /** Asks for a page such as {@code readyz}. */
    public Page get(String path) {
        Matcher metrics = METRICS.matcher(process().out());
        if (!metrics.find()) {
            throw new IllegalStateException("instance " + name + " has not said yet where its pages are");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(metrics.group(1) + path))
                .timeout(ANSWER)
                .build();
        long begun = System.nanoTime();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Page(answer.statusCode(), answer.body(), Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
