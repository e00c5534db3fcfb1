package io.klarion.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.MetricsPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KlarionHttpTest {

    private static final String LOOPBACK = "127.0.0.1";

    /** Health that the test sets by hand. */
    private static final class SetByHand implements HealthSource {
        private volatile Health live = Health.UP;
        private volatile Health ready = Health.UP;

        @Override
        public Health live() {
            return live;
        }

        @Override
        public Health ready() {
            return ready;
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final SetByHand health = new SetByHand();
    private final KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN);
    private KlarionHttp http;

    @BeforeEach
    void start() throws IOException {
        http = KlarionHttp.start(LOOPBACK, 0, metrics.scrape(), health);
    }

    @AfterEach
    void stop() {
        http.close();
        metrics.close();
    }

    @Test
    void metricsAreServedInTheFormatAskedFor() throws Exception {
        HttpResponse<String> text = get("/metrics");
        HttpResponse<String> open = client.send(
                request("/metrics")
                        .header("Accept", "application/openmetrics-text; version=1.0.0")
                        .build(),
                BodyHandlers.ofString());

        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body())
                .contains("# TYPE klarion_feature_series_omitted gauge\nklarion_feature_series_omitted 0.0\n");
        assertThat(open.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void healthIsUpWithoutACause() throws Exception {
        assertThat(get("/livez").body()).isEqualTo("{\"status\":\"UP\"}\n");
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"UP\"}\n");
        assertThat(ready.headers().firstValue("Content-Type")).contains("application/json;charset=utf-8");
    }

    @Test
    void notReadyIs503WithTheCause() throws Exception {
        health.ready = Health.down("broker \"kafka-1\" cannot be reached");

        HttpResponse<String> ready = get("/readyz");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"DOWN\",\"cause\":\"broker \\\"kafka-1\\\" cannot be reached\"}\n");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void notLiveIs503WithTheCause() throws Exception {
        health.live = Health.down("stream thread died");

        assertThat(get("/livez").statusCode()).isEqualTo(503);
        assertThat(get("/livez").body()).isEqualTo("{\"status\":\"DOWN\",\"cause\":\"stream thread died\"}\n");
    }

    @Test
    void causeStandsExactlyWhereHealthIsDown() {
        assertThatThrownBy(() -> new Health(true, "tired"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cause: must stand exactly where health is down, was 'tired'");
        assertThatThrownBy(() -> Health.down("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void frontPageLinksToEverything() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).contains("href=\"/metrics\"", "href=\"/livez\"", "href=\"/readyz\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/livez", "/readyz", "/assets/base.css", "/nowhere"})
    void headIsAnsweredAsGetIsButForTheBody(String path) throws Exception {
        health.ready = Health.down("no broker");

        HttpResponse<String> head = client.send(
                request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());

        assertThat(head.statusCode()).isEqualTo(get(path).statusCode());
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get(path).headers().firstValue("Content-Type"));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/livez", "/readyz", "/nowhere"})
    void everyAnswerCarriesTheSecurityHeaders(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE"})
    void onlyReadingIsAllowed(String method) throws Exception {
        HttpResponse<String> answer = client.send(
                request("/metrics").method(method, BodyPublishers.ofString("x")).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isBetween(404, 405);
        assertThat(answer.body()).doesNotContain("klarion_");
    }

    @Test
    void unknownPathIs404() throws Exception {
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void failingCheckIs500WithoutItsStackTrace() throws Exception {
        try (KlarionHttp broken = KlarionHttp.start(LOOPBACK, 0, metrics.scrape(), new HealthSource() {
            @Override
            public Health live() {
                throw new IllegalStateException("secret detail");
            }

            @Override
            public Health ready() {
                return Health.UP;
            }
        })) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(broken.uri().resolve("/livez")).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("internal error; see the log\n");
        }
    }

    @Test
    void busyPortGivesWayToTheNextFreeOne() throws Exception {
        try (KlarionHttp second = KlarionHttp.start(LOOPBACK, http.port(), metrics.scrape(), health)) {
            assertThat(second.port()).isGreaterThan(http.port()).isLessThan(http.port() + KlarionHttp.PORTS_TRIED);
            assertThat(second.uri()).isEqualTo(URI.create("http://127.0.0.1:" + second.port() + "/"));
        }
    }

    @Test
    void noFreePortIsSaid() throws Exception {
        try (ServerSocket last = lastPort()) {
            int port = last.getLocalPort();
            assertThatThrownBy(() -> KlarionHttp.start(LOOPBACK, port, metrics.scrape(), health))
                    .isInstanceOf(IOException.class)
                    .hasMessage("http: must have a free port from 65535 to 65535 on 127.0.0.1, was none");
        }
    }

    private static ServerSocket lastPort() throws IOException {
        return new ServerSocket(65_535, 1, InetAddress.getLoopbackAddress());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(http.uri().resolve(path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }
}
