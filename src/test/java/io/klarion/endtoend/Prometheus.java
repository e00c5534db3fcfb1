package io.klarion.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus in a process of its own. */
public final class Prometheus implements AutoCloseable {

    /** What a test that needs one and has none is skipped with. */
    public static final String MISSING = "needs Prometheus: apt-get install prometheus";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Program program;
    private final URI uri;

    private Prometheus(Program program, URI uri) {
        this.program = program;
        this.uri = uri;
    }

    /** Where the program lies, if it is installed. */
    public static Optional<Path> program() {
        return Program.find("prometheus");
    }

    /** Starts one with this configuration on a free port; it answers a little later. */
    public static Prometheus start(Path directory, String config) {
        try {
            int port = Program.freePort();
            Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
            List<String> command = List.of(
                    program().orElseThrow().toString(),
                    "--config.file=" + file,
                    "--storage.tsdb.path=" + directory.resolve("prometheus-data"),
                    "--web.listen-address=127.0.0.1:" + port);
            Program program = Program.start(directory, directory.resolve("prometheus.log"), command);
            return new Prometheus(program, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The series of an instant query: each with {@code metric} and {@code value}; empty too while it does not answer. */
    public List<JsonNode> query(String query) {
        return list("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "/data/result");
    }

    /** The alerts of its rules that fire. */
    public List<JsonNode> firing() {
        return list("/api/v1/alerts", "/data/alerts").stream()
                .filter(alert -> alert.get("state").asString().equals("firing"))
                .toList();
    }

    private List<JsonNode> list(String path, String pointer) {
        try {
            String body = client.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString())
                    .body();
            List<JsonNode> list = new ArrayList<>();
            JsonMapper.shared().readTree(body).at(pointer).forEach(list::add);
            return list;
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
