package io.klarion.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.config.SelfSigned;
import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.MetricsPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what others see. */
@Timeout(120)
class HttpSecurityTest {

    private static final String TOKEN = "canary-0123456789-token";
    private static final String LOCAL = "127.0.0.1";

    private final HttpClient client = HttpClient.newHttpClient();

    private static HttpSettings withToken() {
        return new HttpSettings(LOCAL, 0, Optional.of(TOKEN), Optional.empty());
    }

    private HttpResponse<String> get(SampleConsole server, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http().uri().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> logIn(SampleConsole server, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http().uri().resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/metrics",
                "/api/v1/overview",
                "/api/v1/series",
                "/api/v1/series/x",
                "/api/v1/alerts",
                "/api/v1/references",
                "/api/v1/instance",
                "/api/v1/events",
                "/api/v1/openapi.json",
                "/nowhere",
                "/livez/../metrics",
                "/assets/..;/metrics"
            })
    void withoutTheTokenNothingIsTold(String path) throws Exception {
        try (SampleConsole server = new SampleConsole(withToken()).read(SampleConsole.loans(2))) {
            HttpResponse<String> stranger = get(server, path);

            assertThat(stranger.statusCode()).isIn(400, 401, 404);
            assertThat(stranger.body()).doesNotContain("loans", "klarion_", TOKEN);
        }
    }

    @Test
    void withTheTokenEverythingIs() throws Exception {
        try (SampleConsole server = new SampleConsole(withToken()).read(SampleConsole.loans(2))) {
            HttpResponse<String> refused = get(server, "/metrics");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"klarion\"");

            assertThat(get(server, "/metrics", "Authorization", "Bearer " + TOKEN)
                            .body())
                    .contains("klarion_");
            assertThat(get(server, "/api/v1/overview", "Authorization", "Bearer " + TOKEN)
                            .body())
                    .contains("loans");
            assertThat(get(server, "/metrics", "Authorization", "Bearer not-the-token-at-all")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(get(server, "/metrics?token=" + TOKEN).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void browsersLogInWithAFormAndGetACookieThatScriptsCannotRead() throws Exception {
        try (SampleConsole server = new SampleConsole(withToken()).read(SampleConsole.loans(2))) {
            HttpResponse<String> form = get(server, "/", "Accept", "text/html");
            assertThat(form.statusCode()).isEqualTo(401);
            assertThat(form.body()).contains("<input id=\"token\" name=\"token\" type=\"password\"");

            HttpResponse<String> wrong = logIn(server, "token=<script>");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).contains("That is not the token.").doesNotContain("<script>");

            HttpResponse<String> in = logIn(server, "token=" + TOKEN);
            assertThat(in.statusCode()).isEqualTo(303);
            String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie)
                    .matches("klarion=\\d+\\.[0-9a-f]{64}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict")
                    .doesNotContain(TOKEN);
            assertThat(get(server, "/api/v1/overview", "Cookie", cookie.substring(0, cookie.indexOf(';')))
                            .body())
                    .contains("loans");
            assertThat(get(server, "/", "Cookie", cookie.substring(0, cookie.indexOf(';')))
                            .body())
                    .contains("Log out");
        }
    }

    @Test
    void otherSitesCannotLogAnybodyInOrOut() throws Exception {
        try (SampleConsole server = new SampleConsole(withToken())) {
            assertThat(logIn(server, "token=" + TOKEN, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void strangersHearWhetherItIsReadyButNotWhyNot() throws Exception {
        HealthSource down = new HealthSource() {
            @Override
            public Health live() {
                return Health.UP;
            }

            @Override
            public Health ready() {
                return Health.down("broker kafka-1 cannot be reached");
            }
        };
        try (KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN);
                KlarionHttp server = KlarionHttp.start(withToken(), metrics.scrape(), down, Optional.empty())) {
            URI ready = server.uri().resolve("/readyz");
            assertThat(client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("{\"status\":\"DOWN\"}\n");
            assertThat(client.send(
                                    HttpRequest.newBuilder(ready)
                                            .header("Authorization", "Bearer " + TOKEN)
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("kafka-1");
        }
    }

    @Test
    void aStrangersNameForThisMachineIsRefused() throws Exception {
        try (SampleConsole server = new SampleConsole()) {
            assertThat(raw(server, "GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421")
                    .doesNotContain("klarion_");
            assertThat(raw(server, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void bodiesThatAreTooLongAreRefused() throws Exception {
        try (SampleConsole server = new SampleConsole(withToken())) {
            HttpResponse<String> answer = logIn(server, "token=" + "x".repeat(100_000));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).doesNotContain("Exception");
        }
    }

    @Test
    void whatTheConsoleLoadsIsItsOwn() throws Exception {
        try (SampleConsole server = new SampleConsole()) {
            HttpResponse<String> page = get(server, "/");

            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
            assertThat(page.body())
                    .doesNotContainPattern(" on[a-z]+=\"| style=\"|<style|<script>")
                    .doesNotContain("Log out");
        }
    }

    @Test
    void aCertificateAndItsKeyAreEnoughForTls(@TempDir Path directory) throws Exception {
        KeyStore identity = SelfSigned.in(directory).identity();
        SSLContext trusting = trusting(identity);
        try (SampleConsole server =
                new SampleConsole(new HttpSettings(LOCAL, 0, Optional.of(TOKEN), Optional.of(identity)))) {
            URI page = URI.create("https://localhost:" + server.http().port() + "/livez");
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(trusting)
                    .build()
                    .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());

            assertThat(server.http().uri().toString()).startsWith("https://127.0.0.1:");
            assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}\n");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(raw(server, "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .doesNotContain("UP");
        }
    }

    private static SSLContext trusting(KeyStore identity) throws Exception {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, new char[0]);
        known.setCertificateEntry("server", identity.getCertificate("klarion"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String raw(SampleConsole server, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.http().port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException hungUp) {
            return "";
        }
    }
}
