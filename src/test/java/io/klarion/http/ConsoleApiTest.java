package io.klarion.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.report.page.SampleResults;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API of the console: what it answers is what its description says. */
@Timeout(120)
class ConsoleApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String API = "/api/v1";
    private static final int FIRST_VIEW_BYTES = 300_000;

    private static SampleConsole server;
    private static JsonNode description;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        server = new SampleConsole().read(SampleConsole.loans(12));
        server.console().verdict(SampleVerdicts.full());
        server.console().verdict(SampleVerdicts.unsegmented(3, SampleVerdicts.drifted("income")));
        description = JSON.readTree(StaticFiles.page("openapi.json"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.http().uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    private String firstSeries() throws IOException, InterruptedException {
        return JSON.readTree(get(API + "/series").body()).at("/series/0/id").stringValue();
    }

    /* The description's schemas as one JSON Schema, of which one is asked for. */
    private static List<Error> violations(String schema, String answer) {
        ObjectNode document = JSON.createObjectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.set("components", description.get("components"));
        document.put("$ref", "#/components/schemas/" + schema);
        Schema asked = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document);
        return asked.validate(JSON.readTree(answer));
    }

    @ParameterizedTest
    @CsvSource({
        "/overview, Overview",
        "/series, SeriesList",
        "/alerts, Alerts",
        "/references, References",
        "/instance, Instance"
    })
    void answersAreWhatTheDescriptionSays(String path, String schema) throws Exception {
        HttpResponse<String> answer = get(API + path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json;charset=utf-8");
        assertThat(violations(schema, answer.body())).isEmpty();
        assertThat(description
                        .at("/paths/" + path.replace("/", "~1")
                                + "/get/responses/200/content/application~1json/schema/$ref")
                        .stringValue())
                .isEqualTo("#/components/schemas/" + schema);
    }

    @Test
    void aSeriesIsWhatTheDescriptionSays() throws Exception {
        for (JsonNode one : JSON.readTree(get(API + "/series").body()).at("/series")) {
            HttpResponse<String> answer = get(API + "/series/" + one.at("/id").stringValue());
            assertThat(violations("SeriesWindows", answer.body())).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsNotDescribedWouldBeNoticed() throws Exception {
        ObjectNode more = (ObjectNode) JSON.readTree(get(API + "/overview").body());
        more.put("surprise", 1);

        assertThat(violations("Overview", more.toString())).isNotEmpty();
    }

    @Test
    void everyPathOfTheDescriptionIsServed() throws Exception {
        assertThat(JSON.readTree(get(API + "/openapi.json").body())).isEqualTo(description);
        Set<String> paths = new TreeSet<>(description.at("/paths").asObject().propertyNames());
        assertThat(paths)
                .containsExactly(
                        "/alerts",
                        "/events",
                        "/instance",
                        "/openapi.json",
                        "/overview",
                        "/references",
                        "/series",
                        "/series/{id}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0       | limit: must be a whole number from 1 to 1000
            limit=1001    | limit: must be a whole number from 1 to 1000
            limit=<script> | limit: must be a whole number from 1 to 1000
            offset=-1     | offset: must be a whole number from 0 to 2147483647
            since=x       | since: must be a whole number from -1 to 9223372036854775807
            """)
    void questionsThatCannotBeMeantAreRefused(String query, String message) throws Exception {
        HttpResponse<String> answer =
                get(API + "/series?" + query.replace("<", "%3C").replace(">", "%3E"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message).doesNotContain("script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "%3Cscript%3E", "..%2f..%2fetc%2fpasswd"})
    void aSeriesThatIsNotKnownIsNotFound(String id) throws Exception {
        HttpResponse<String> answer = get(API + "/series/" + id);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("script>");
    }

    @Test
    void theFirstViewIsSmall() throws Exception {
        SampleResults wide = new SampleResults();
        for (int i = 0; i < 500; i++) {
            wide.numeric("feature_" + i, SampleResults.changing(i % 70, SampleConsole.USUAL, SampleConsole.SHIFTED));
        }
        try (SampleConsole of = new SampleConsole().read(wide.windows("DE", 60))) {
            List<String> paths = new ArrayList<>(List.of("", "api/v1/overview", "api/v1/series?since=-1&limit=1000"));
            String page = text(packed(of, ""));
            Stream.of("(?:href|src)=\"(assets/[^\"]+)\"")
                    .flatMap(pattern -> Pattern.compile(pattern).matcher(page).results())
                    .forEach(found -> paths.add(found.group(1)));
            for (int i = 0; i < paths.size(); i++) {
                if (paths.get(i).endsWith(".js")) {
                    Pattern.compile("from '\\./([a-z]+\\.js)'")
                            .matcher(text(packed(of, paths.get(i))))
                            .results()
                            .map(found -> "assets/" + found.group(1))
                            .filter(name -> !paths.contains(name))
                            .forEach(paths::add);
                }
            }
            int sum = 0;
            for (String path : paths) {
                sum += packed(of, path).length;
            }
            assertThat(paths)
                    .contains("assets/overview.js", "assets/uPlot.iife.min.js")
                    .hasSizeGreaterThan(18);
            assertThat(sum).as("compressed bytes of %s", paths).isBetween(30_000, FIRST_VIEW_BYTES);
        }
    }

    /* With the platform's old client, since the new one cannot leave an answer packed. */
    private static byte[] packed(SampleConsole of, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) of.http().uri().resolve("/" + path).toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", "gzip");
        try (InputStream in = connection.getInputStream()) {
            assertThat(connection.getResponseCode()).as(path).isEqualTo(200);
            return in.readAllBytes();
        }
    }

    private static String text(byte[] packed) throws IOException {
        boolean isGzip = packed.length > 2 && packed[0] == 0x1f;
        try (InputStream in =
                isGzip ? new GZIPInputStream(new ByteArrayInputStream(packed)) : new ByteArrayInputStream(packed)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void filesThatAreKnownAreNotSentAgain() throws Exception {
        String tag = get("/assets/console.css").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = client.send(
                HttpRequest.newBuilder(server.http().uri().resolve("/assets/console.css"))
                        .header("If-None-Match", tag)
                        .build(),
                BodyHandlers.ofString());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("/assets/openapi.json").statusCode()).isEqualTo(404);
        assertThat(get("/assets/..%2Findex.html").statusCode()).isIn(400, 404);
    }

    @Test
    void headSaysWhatGetWouldAndDoesNotListen() throws Exception {
        for (int i = 0; i <= EventStreams.MOST; i++) {
            HttpResponse<Void> head = client.send(
                    HttpRequest.newBuilder(server.http().uri().resolve(API + "/events"))
                            .header("Accept", "text/event-stream")
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream;charset=utf-8");
        }
    }

    @Test
    void listenersAreToldOfWhatIsNewAndThereCannotBeTooMany() throws Exception {
        List<HttpResponse<InputStream>> listening = new ArrayList<>();
        try (SampleConsole of = new SampleConsole().read(SampleConsole.loans(2))) {
            for (int i = 0; i < EventStreams.MOST; i++) {
                listening.add(listen(of));
                assertThat(listening.get(i).statusCode()).isEqualTo(200);
            }
            HttpResponse<InputStream> refused = listen(of);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");

            BufferedReader first =
                    new BufferedReader(new InputStreamReader(listening.get(0).body(), StandardCharsets.UTF_8));
            long before = revision(first);
            of.console().verdict(SampleVerdicts.verdict(7, SampleVerdicts.drifted("income")));
            assertThat(revision(first)).isGreaterThan(before);
            // the others do not read, and hold up nobody
            assertThat(client.send(
                                    HttpRequest.newBuilder(of.http().uri().resolve("/livez"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private HttpResponse<InputStream> listen(SampleConsole of) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(of.http().uri().resolve(API + "/events"))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private static long revision(BufferedReader events) throws IOException {
        String line = events.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = events.readLine();
        }
        return JSON.readTree(String.valueOf(line).substring("data: ".length()))
                .at("/revision")
                .longValue();
    }

    @Test
    void whoDoesNotAskForEventsGetsNone() throws Exception {
        assertThat(get(API + "/events").statusCode()).isEqualTo(406);
        assertThat(firstSeries()).hasSize(16);
    }
}
