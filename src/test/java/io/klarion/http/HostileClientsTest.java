package io.klarion.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.MetricsPlan;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that no browser sends: answered or hung up on, and the next one who asks is served at once. */
@Timeout(60)
class HostileClientsTest {

    private static final int ANSWER_MILLIS = 5_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN);
    private KlarionHttp http;

    @BeforeEach
    void start() throws IOException {
        http = KlarionHttp.start(
                InetAddress.getLoopbackAddress().getHostAddress(), 0, metrics.scrape(), HealthSource.ALWAYS_UP);
    }

    @AfterEach
    void stop() {
        http.close();
        metrics.close();
    }

    @ParameterizedTest(name = "{0} is answered with {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no method             | `/livez HTTP/1.1`              | 505
            no version            | `GET /livez HTTP/9.9`          | 505
            a line of garbage     | `\\1\\2\\3`                     | 400
            no path               | `GET  HTTP/1.1`                | 505
            a path out of the root | `GET /../../etc/passwd HTTP/1.1` | 400
            an encoded one        | `GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1` | 400
            a NUL in the path     | `GET /livez%00 HTTP/1.1`       | 400
            a method nobody knows | `BREW /livez HTTP/1.1`         | 405
            """)
    void malformedRequestLinesAreRefused(String name, String line, int status) throws IOException {
        assertThat(status(line.translateEscapes() + "\r\nHost: x\r\n\r\n")).isEqualTo(status);
        requireServing();
    }

    @Test
    void headersBeyondTheLimitAreRefused() throws IOException {
        assertThat(status("GET /livez HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"))
                .isEqualTo(431);
        assertThat(status("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isEqualTo(414);
        assertThat(status("GET /livez HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(20_000) + "\r\n"))
                .isEqualTo(431);
        requireServing();
    }

    @Test
    void clientsThatNeverFinishDoNotKeepOthersWaiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = connect();
                slow.add(socket);
                socket.getOutputStream().write(i % 2 == 0 ? new byte[0] : "GET /metr".getBytes(ISO_8859_1));
                socket.getOutputStream().flush();
            }
            requireServing();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void bytesAtRandomNeverStopTheServer() throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        byte[] request = "GET /metrics HTTP/1.1\r\nHost: x\r\nAccept: text/plain\r\nConnection: close\r\n\r\n"
                .getBytes(ISO_8859_1);
        for (int i = 0; i < 300; i++) {
            byte[] mutant = request.clone();
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            try (Socket socket = connect()) {
                socket.getOutputStream().write(mutant);
                socket.shutdownOutput();
                byte[] answer = socket.getInputStream().readAllBytes();
                assertThat(new String(answer, ISO_8859_1)).doesNotContain("\tat ", "Exception");
            }
        }
        requireServing();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port());
        socket.setSoTimeout(ANSWER_MILLIS);
        return socket;
    }

    private int status(String request) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(request.getBytes(ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (IOException hungUp) {
                assertThat(hungUp).hasMessageMatching("(?i).*(reset|broken pipe).*");
            }
            return status(socket.getInputStream());
        }
    }

    private static int status(InputStream answer) throws IOException {
        String line = new String(answer.readNBytes("HTTP/1.1 000".length()), ISO_8859_1);
        return Integer.parseInt(line.substring("HTTP/1.1 ".length()));
    }

    private void requireServing() throws IOException {
        try {
            URI page = http.uri().resolve("/livez");
            HttpRequest request = HttpRequest.newBuilder(page)
                    .timeout(Duration.ofMillis(ANSWER_MILLIS))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("{\"status\":\"UP\"}\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
