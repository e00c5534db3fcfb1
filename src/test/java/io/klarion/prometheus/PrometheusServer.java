package io.klarion.prometheus;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus with the rules as shipped, which scrapes one address every second. */
final class PrometheusServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String api;

    private PrometheusServer(Process process, int port) {
        this.process = process;
        this.api = "http://127.0.0.1:" + port + "/api/v1/";
    }

    /** What a query is answered: its series, empty for none. */
    record Answer(boolean isSuccess, JsonNode body) {

        List<JsonNode> series() {
            return Dashboards.elements(body.at("/data/result")).toList();
        }
    }

    static PrometheusServer scraping(URI target, Path directory) throws IOException {
        int port;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, """
                global: { scrape_interval: 1s, evaluation_interval: 1s }
                rule_files: ['%s']
                scrape_configs:
                  - job_name: klarion
                    static_configs: [{ targets: ['%s'] }]
                """.formatted(
                        Path.of("config/prometheus/klarion.rules.yml").toAbsolutePath(), target.getAuthority()));
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        PrometheusServer server = new PrometheusServer(process, port);
        await("Prometheus answers")
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.get("query", Map.of("query", "1")).isSuccess());
        return server;
    }

    /** The value of an expression at a moment, in seconds. */
    Answer at(double time, String expression) {
        return get("query", Map.of("query", expression, "time", String.valueOf(time)));
    }

    /** Its values each second in a stretch of time. */
    Answer between(double start, double end, String expression) {
        return get(
                "query_range",
                Map.of("query", expression, "start", String.valueOf(start), "end", String.valueOf(end), "step", "1"));
    }

    /** The values that a label has in the series of a selector. */
    List<String> labelValues(String label, String selector) {
        JsonNode body =
                get("label/" + label + "/values", Map.of("match[]", selector)).body();
        return Dashboards.elements(body.path("data")).map(JsonNode::stringValue).toList();
    }

    /** Whatever the API has under a path. */
    Answer get(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(api + path + "?" + query))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.body().startsWith("{")
                    ? new Answer(response.statusCode() == 200, JSON.readTree(response.body()))
                    : new Answer(false, JSON.createObjectNode());
        } catch (ConnectException e) {
            return new Answer(false, JSON.createObjectNode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
