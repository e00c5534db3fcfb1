package io.klarion.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.cli.Klarion;
import io.klarion.codec.AlertJson;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.delivery.Alerts;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.demo.LoanTopic;
import io.klarion.endtoend.Receiver.Behaviour;
import io.klarion.faults.JavaProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that are known by a word in them, and everything an instance prints and serves while they are in use. */
@Timeout(180)
class SecretsIT {

    private static final String CANARY = "kanarienvogel";
    private static final List<String> ENDPOINTS = List.of(
            "/",
            "/metrics",
            "/livez",
            "/readyz",
            "/api/v1/openapi.json",
            "/api/v1/overview",
            "/api/v1/series",
            "/api/v1/alerts",
            "/api/v1/references",
            "/api/v1/instance");

    @TempDir
    Path directory;

    @Test
    void noSecretAppearsInWhatIsPrintedOrServed() throws Exception {
        Map<String, String> seen = new TreeMap<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Receiver receiver = new Receiver()) {
            receiver.behave(Behaviour.status(500), Behaviour.status(401), Behaviour.status(200), Behaviour.status(400));
            LoanTopic.ensure(broker.bootstrapServers());
            int port = Program.freePort();
            Path config = config(broker, receiver, port);
            runEach(config, seen);
            JavaProcess run = start(List.of("run"), config);
            sendAlerts(broker, receiver);
            for (String path : ENDPOINTS) {
                seen.put(path, get(port, path));
            }
            assertThat(seen.get("/metrics")).contains("klarion_notifications_total{");
            seen.put("threads", run.command("Thread.print"));
            seen.put("properties", run.command("VM.system_properties"));
            seen.put("command line", run.command("VM.command_line"));
            run.terminate();
            run.awaitExit(Duration.ofSeconds(60));
            collect("run", run, seen);
        }

        assertThat(Objects.requireNonNull(seen.get("run stderr")) + seen.get("run stdout"))
                .contains("INFO")
                .containsPattern("pager \\(127\\.0\\.0\\.1:\\d+\\) did not take the page");
        assertThat(Objects.requireNonNull(seen.get("run stderr")).lines())
                .as("an orderly end leaves no errors behind")
                .noneMatch(line -> line.startsWith("ERROR"));
        assertThat(seen).allSatisfy((where, text) -> assertThat(text).as(where).doesNotContain(CANARY));
    }

    /* Every command that reads a configuration and ends by itself. */
    private List<List<String>> commands() {
        return List.of(
                List.of("validate"),
                List.of("doctor"),
                List.of("topology"),
                List.of("notify", "--test"),
                List.of("dump", "--out", file("dump.jsonl")),
                List.of("replay", "--from", "earliest", "--to", "latest", "--out", file("replayed")),
                List.of("reference", "build", "--topic", "loan-applications", "--out", file("built.json")),
                List.of("reference", "publish"));
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    /* Two at a time: what costs is their start. */
    private void runEach(Path config, Map<String, String> seen) throws Exception {
        for (int i = 0; i < commands().size(); i += 2) {
            Map<String, JavaProcess> started = new TreeMap<>();
            for (List<String> command : commands().subList(i, i + 2)) {
                started.put(command.get(0) + " " + command.size(), start(command, config));
            }
            for (Map.Entry<String, JavaProcess> each : started.entrySet()) {
                each.getValue().awaitExit(Duration.ofSeconds(90));
                collect(each.getKey(), each.getValue(), seen);
            }
        }
    }

    private static void collect(String name, JavaProcess process, Map<String, String> seen) {
        seen.put(name + " stdout", process.out());
        seen.put(name + " stderr", process.err());
    }

    private static void sendAlerts(EmbeddedBroker broker, Receiver receiver) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (String feature : List.of("income", "age")) {
                byte[] alert = AlertJson.write(
                        Alerts.alert("loans", "DE", feature, Severity.WARNING, AlertTransition.FIRING, 0.2));
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(producer.send(new ProducerRecord<>("klarion.alerts", feature, alert))
                                                .get(10, TimeUnit.SECONDS)
                                                .hasOffset())
                                        .isTrue());
            }
        }
        await().atMost(Duration.ofSeconds(90)).until(() -> receiver.requests().size() >= 4);
    }

    private static String get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer kanarienvogel-9-kanarienvogel")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private JavaProcess start(List<String> command, Path config) throws Exception {
        Path log = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="err" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target><encoder><pattern>%level %logger %msg%n%ex</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="err"/></root>
                </configuration>
                """);
        return JavaProcess.start(
                new JavaProcess.Command(
                        List.of(),
                        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=" + log),
                        Klarion.class.getName()),
                arguments(command, config),
                directory.resolve(command.get(0) + "-" + command.size()));
    }

    private static List<String> arguments(List<String> command, Path config) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--debug", "--config", config.toString()));
        return arguments;
    }

    private Path config(EmbeddedBroker broker, Receiver receiver, int port) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), CANARY + "-from-a-file\n");
        return Files.writeString(directory.resolve("klarion.yaml"), """
                application-id: secrets
                kafka:
                  bootstrap.servers: "%s"
                  ssl.key.password: kanarienvogel-1
                  sasl.jaas.config: 'org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="kanarienvogel-2";'
                  my.own.interceptor.password: kanarienvogel-3
                  basic.auth.user.info: "u:kanarienvogel-10"
                  my.own.registry: "https://u:kanarienvogel-11@registry.example"
                  my.own.interceptor.url: ${file:%s}
                streams: { state-dir: %s }
                monitors:
                  - name: loans
                    source: { topics: [loan-applications] }
                    window: { size: 2m }
                    reference: { file: %s }
                http: { port: %d, token: kanarienvogel-9-kanarienvogel }
                notify:
                  group-wait: 0
                  alertmanager:
                    urls: ["http://127.0.0.1:1/kanarienvogel-4"]
                    headers: { Authorization: "Bearer kanarienvogel-5" }
                  webhooks:
                    - { name: pager, url: "%s/kanarienvogel-6", secret: kanarienvogel-7-kanarienvogel, headers: { X-Key: kanarienvogel-8 } }
                create-topics: true
                """.formatted(
                        broker.bootstrapServers(),
                        secret,
                        directory.resolve("state"),
                        Path.of("config/references/loans.json").toAbsolutePath(),
                        port,
                        receiver.uri()));
    }
}
