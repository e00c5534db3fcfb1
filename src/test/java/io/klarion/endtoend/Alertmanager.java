package io.klarion.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Alertmanager in a process of its own. */
public final class Alertmanager implements AutoCloseable {

    /** What a test that needs one and has none is skipped with. */
    public static final String MISSING = "needs Alertmanager: apt-get install prometheus-alertmanager";

    private final Program program;
    private final URI uri;

    private Alertmanager(Program program, URI uri) {
        this.program = program;
        this.uri = uri;
    }

    /** Where the program lies, if it is installed. */
    public static Optional<Path> program() {
        return Program.find("prometheus-alertmanager", "alertmanager");
    }

    /**
     * Starts one on a free port; it answers a little later.
     *
     * @param config its configuration
     */
    public static Alertmanager start(Path directory, String config) {
        try {
            int port = Program.freePort();
            Path file = Files.writeString(directory.resolve("alertmanager-" + port + ".yml"), config);
            List<String> command =
                    new ArrayList<>(List.of(program().orElseThrow().toString()));
            command.addAll(List.of(
                    "--config.file=" + file,
                    "--storage.path=" + directory.resolve("alertmanager-data-" + port),
                    "--web.listen-address=127.0.0.1:" + port,
                    "--cluster.listen-address="));
            Program program = Program.start(directory, directory.resolve("alertmanager-" + port + ".log"), command);
            return new Alertmanager(program, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /** The alerts that are active now; empty too while it does not answer. */
    public List<JsonNode> alerts() {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/api/v2/alerts?active=true"))
                .build();
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            List<JsonNode> alerts = new ArrayList<>();
            JsonMapper.shared().readTree(body).forEach(alerts::add);
            return alerts;
        } catch (IOException notYet) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
