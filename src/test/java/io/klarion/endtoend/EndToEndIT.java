package io.klarion.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.klarion.cli.Klarion;
import io.klarion.demo.DemoConfig;
import io.klarion.demo.DemoPlan;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.demo.LoanProducer;
import io.klarion.demo.LoanTopic;
import io.klarion.demo.Planted;
import io.klarion.faults.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The programs of docker-compose.yml with their shipped configurations, as plain processes: a drift is planted, seen,
 * told and over; then one of two instances is killed. What was seen when is written to {@code endtoend/story.txt} in the
 * directory of the build.
 */
@Timeout(300)
class EndToEndIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path SHIPPED = Path.of("src/main/docker");
    private static final String SHOWN_BY =
            "count by (monitor, segment, feature) (klarion_feature_state{monitor=\"loans\"})";

    private final List<String> story = new ArrayList<>();
    private long begin = System.nanoTime();

    @TempDir
    Path directory;

    /* Minutes of event time, which are seconds of the clock. */
    private static DemoPlan plan(Instant now) {
        DemoPlan demo = DemoPlan.of(1, now, false);
        return new DemoPlan(
                demo.seed(),
                demo.start(),
                List.of(
                        planted(demo, "income", Planted.Kind.ABRUPT_SHIFT, DemoPlan.COUNTRIES, 10, 24),
                        planted(demo, "channel", Planted.Kind.NEW_CATEGORY, List.of("FR"), 12, 1000),
                        planted(demo, "employment", Planted.Kind.MISSING_BURST, List.of("DE"), 50, 58)));
    }

    private static Planted planted(
            DemoPlan plan, String feature, Planted.Kind kind, List<String> countries, int from, int until) {
        Instant first = plan.start().plus(Duration.ofMinutes(from));
        return new Planted(
                feature, kind, countries, first, first, plan.start().plus(Duration.ofMinutes(until)), feature);
    }

    @Test
    void aDriftIsSeenToldAndOverAndAKilledInstanceIsMissedByNobody() throws Exception {
        assumeTrue(Prometheus.program().isPresent(), Prometheus.MISSING);
        assumeTrue(Alertmanager.program().isPresent(), Alertmanager.MISSING);
        List<Integer> ports = List.of(Program.freePort(), Program.freePort());
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Receiver receiver = new Receiver();
                Alertmanager alertmanager =
                        Alertmanager.start(directory, Files.readString(SHIPPED.resolve("alertmanager.yml")));
                Prometheus prometheus = Prometheus.start(directory, prometheusConfig(ports, alertmanager))) {
            LoanTopic.ensure(broker.bootstrapServers());
            List<JavaProcess> instances = new ArrayList<>();
            for (int i = 0; i < ports.size(); i++) {
                instances.add(start(i, config(i, ports.get(i), broker, alertmanager, receiver)));
            }
            awaitThat(
                    "Prometheus scrapes both instances",
                    () -> prometheus.query("up == 1").size() == 2);
            begin = System.nanoTime();
            try (LoanProducer loans = LoanProducer.start(
                    plan(Instant.now()), broker.bootstrapServers(), DemoConfig.TOPIC, Clock.systemUTC())) {
                watchADrift(prometheus, alertmanager, receiver);
                killOne(instances, ports, prometheus, receiver);
                assertThat(loans.failure()).isEmpty();
            }
            instances.get(0).terminate();
            assertThat(instances.get(0).awaitExit(Duration.ofSeconds(60))).isIn(0, 143);
        } finally {
            writeStory();
        }
    }

    private void watchADrift(Prometheus prometheus, Alertmanager alertmanager, Receiver receiver) {
        String crossed =
                "klarion_divergence_lower{feature=\"income\"} > klarion_divergence_threshold{feature=\"income\"}";
        awaitThat(
                "the divergence of income is shown, below its threshold",
                () -> !prometheus
                        .query("klarion_divergence_lower{feature=\"income\"}")
                        .isEmpty());
        assertThat(prometheus.query(crossed)).isEmpty();
        awaitThat(
                "the lower bound crosses the threshold",
                () -> !prometheus.query(crossed).isEmpty());
        awaitThat(
                "a rule of config/prometheus fires for income",
                () -> prometheus.firing().stream().anyMatch(alert -> isOf(alert, "income")));
        awaitThat(
                "Alertmanager has it from Klarion",
                () -> alertmanager.alerts().stream()
                        .anyMatch(alert -> isOf(alert, "income") && named(alert, "KlarionDrift")));
        awaitThat("the webhook has FIRING", () -> told(receiver).contains("income FIRING DE"));
        awaitThat("the webhook has RESOLVED", () -> told(receiver).contains("income RESOLVED DE"));
        awaitThat(
                "the alert of income is over at Alertmanager",
                () -> alertmanager.alerts().stream()
                        .noneMatch(alert -> isOf(alert, "income") && named(alert, "KlarionDrift")));
        awaitThat(
                "the webhook has the drift of channel, which stays",
                () -> told(receiver).contains("channel FIRING FR"));
        awaitThat(
                "Prometheus has counted what was delivered",
                () -> prometheus
                                .query("klarion_notifications_total{sink=\"pager\",outcome=\"delivered\"} > 0")
                                .size()
                        == 1);
        awaitThat(
                "Alertmanager has it from Prometheus too",
                () -> alertmanager.alerts().stream()
                        .anyMatch(alert -> isOf(alert, "channel") && !named(alert, "KlarionDrift")));
    }

    private void killOne(List<JavaProcess> instances, List<Integer> ports, Prometheus prometheus, Receiver receiver) {
        int victim = showing("income", ports, prometheus);
        String dead = "{instance=\"127.0.0.1:" + ports.get(victim) + "\"}";
        instances.remove(victim).kill();
        long killed = System.nanoTime();
        tell("the instance that shows income is killed");
        awaitThat(
                "no series of it is shown any more",
                () -> prometheus.query("klarion_feature_state" + dead).isEmpty()
                        && prometheus.query("up" + dead + " == 0").size() == 1);
        awaitThat(
                "the other shows all 12 features of both segments",
                () -> prometheus.query(SHOWN_BY + " == 1").size() == 24);
        awaitThat("the webhook has what begins after that", () -> told(receiver).contains("employment FIRING DE"));
        awaitThat("and its end", () -> told(receiver).contains("employment RESOLVED DE"));
        assertNothingStaleWasShown(prometheus, dead, killed);
        Map<String, List<String>> keys = keysByChange(receiver);
        long twice = keys.values().stream().filter(each -> each.size() > 1).count();
        tell(twice + " of " + keys.size() + " changes were told more than once");
        assertThat(keys.values())
                .as("what is told twice has the same key")
                .allSatisfy(each -> assertThat(each.stream().distinct()).hasSize(1));
        assertThat(twice).as("told again after kill -9").isLessThanOrEqualTo(1);
    }

    /* At every half second since the kill, not only now: a scrape that fails ends the series with it. */
    private static void assertNothingStaleWasShown(Prometheus prometheus, String dead, long killed) {
        String since = "[" + (System.nanoTime() - killed) / 1_000_000_000 + "s:500ms]";
        assertThat(prometheus.query("count_over_time((klarion_feature_state" + dead + " and on (instance) up" + dead
                        + " == 0)" + since + ")"))
                .as("series of the killed instance after a scrape of it has failed")
                .isEmpty();
        assertThat(prometheus.query("count_over_time((" + SHOWN_BY + " > 1)" + since + ")"))
                .as("features shown by both")
                .isEmpty();
        assertThat(prometheus.query("count_over_time((" + SHOWN_BY + " == 1)" + since + ")"))
                .as("features shown by one")
                .hasSize(24);
    }

    private static int showing(String feature, List<Integer> ports, Prometheus prometheus) {
        String instance = prometheus
                .query("klarion_feature_state{feature=\"" + feature + "\"}")
                .get(0)
                .at("/metric/instance")
                .asString();
        return ports.indexOf(Integer.parseInt(instance.substring(instance.indexOf(':') + 1)));
    }

    private static Stream<JsonNode> entries(Receiver receiver) {
        return receiver.taken().stream()
                .flatMap(request -> request.json().get("alerts").valueStream());
    }

    /* Such as "income FIRING DE". */
    private static Set<String> told(Receiver receiver) {
        return entries(receiver)
                .map(entry -> entry.at("/alert/feature").asString() + " "
                        + entry.at("/alert/state").asString() + " "
                        + entry.at("/alert/segment/country").asString())
                .collect(Collectors.toSet());
    }

    private static Map<String, List<String>> keysByChange(Receiver receiver) {
        return entries(receiver)
                .collect(Collectors.groupingBy(
                        entry -> entry.get("alert").toString(),
                        Collectors.mapping(entry -> entry.get("key").asString(), Collectors.toList())));
    }

    private static boolean isOf(JsonNode alert, String feature) {
        return alert.at("/labels/feature").asString("").equals(feature);
    }

    private static boolean named(JsonNode alert, String name) {
        return alert.at("/labels/alertname").asString("").equals(name);
    }

    private void awaitThat(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(condition::getAsBoolean);
        tell(what);
    }

    private void tell(String what) {
        story.add("%6.1f s  %s".formatted((System.nanoTime() - begin) / 1e9, what));
    }

    private void writeStory() throws IOException {
        Path file = Path.of(System.getProperty("endtoend.directory", "target/endtoend"))
                .resolve("story.txt");
        Files.createDirectories(file.getParent());
        Files.write(file, story);
    }

    private static String prometheusConfig(List<Integer> ports, Alertmanager alertmanager) throws IOException {
        String targets =
                ports.stream().map(port -> "\"127.0.0.1:" + port + "\"").collect(Collectors.joining(", "));
        return Files.readString(SHIPPED.resolve("prometheus.yml"))
                .replace("5s", "1s")
                .replace(
                        "/etc/prometheus/rules",
                        Path.of("config/prometheus").toAbsolutePath().toString())
                .replace("alertmanager:9093", alertmanager.uri().getAuthority())
                .replace("\"klarion:8080\"", targets)
                .replaceAll("(?m)^ *authorization:.*\n", "");
    }

    private Path config(int number, int port, EmbeddedBroker broker, Alertmanager alertmanager, Receiver receiver)
            throws IOException {
        String text = Files.readString(SHIPPED.resolve("klarion.yaml"))
                .replace(
                        "{ bootstrap.servers: \"kafka:9092\" }",
                        "{ bootstrap.servers: \"" + broker.bootstrapServers()
                                + "\", consumer.session.timeout.ms: 6000, consumer.heartbeat.interval.ms: 1000,"
                                + " producer.transaction.timeout.ms: 6000 }")
                .replace(
                        "/var/lib/klarion/state",
                        directory.resolve("state-" + number).toString())
                .replace(
                        "/opt/klarion/config",
                        Path.of("config").toAbsolutePath().toString())
                .replace("http://alertmanager:9093", alertmanager.uri().toString())
                .replaceAll("(?m)^http:.*$", "http: { port: " + port + " }")
                .replaceAll(
                        "(?m)^notify:$",
                        "notify:\n  group-wait: 1s\n  webhooks: [{ name: pager, url: \"" + receiver.uri()
                                + "\", secret: sixteen-or-more-characters }]");
        return Files.writeString(directory.resolve("klarion-" + number + ".yaml"), text);
    }

    private JavaProcess start(int number, Path config) {
        return JavaProcess.start(
                new JavaProcess.Command(
                        List.of(), List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), Klarion.class.getName()),
                List.of("run", "--config", config.toString()),
                directory.resolve("instance-" + number));
    }
}
