package io.klarion.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.klarion.codec.AlertJson;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.delivery.Alerts;
import io.klarion.core.delivery.DeliverySpec;
import io.klarion.core.delivery.Silence;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.endtoend.Alertmanager;
import io.klarion.endtoend.Program;
import io.klarion.endtoend.Receiver;
import io.klarion.endtoend.Receiver.Behaviour;
import io.klarion.endtoend.Receiver.Request;
import io.klarion.metrics.DeliveryCounters;
import io.klarion.metrics.DeliveryOutcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on a real topic, told to receivers that behave badly and to a real Alertmanager. */
@Timeout(120)
@SuppressWarnings("try") // a notifier works until it is closed
class NotifierIT {

    private static final String SECRET = "a-secret-of-some-length";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedBroker broker;
    private static KafkaProducer<String, byte[]> producer;

    private final DeliveryCounters counters = new DeliveryCounters();
    private String topic;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = EmbeddedBroker.start();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws InterruptedException {
        topic = "alerts-" + test.getTestMethod().orElseThrow().getName();
        broker.createTopic(topic, 3, Map.of());
    }

    private void send(String feature, AlertTransition state) throws Exception {
        send("loans", feature, state);
    }

    private void send(String monitor, String feature, AlertTransition state) throws Exception {
        byte[] value = AlertJson.write(Alerts.alert(monitor, "DE", feature, Severity.WARNING, state, 0.2));
        producer.send(new ProducerRecord<>(topic, feature, value)).get(10, TimeUnit.SECONDS);
    }

    private Notifier start(List<WebhookSink> webhooks, Silence... silences) {
        return start(Optional.empty(), webhooks, silences);
    }

    private Notifier start(Optional<AlertmanagerSink> alertmanager, List<WebhookSink> webhooks, Silence... silences) {
        return Notifier.start(settings(alertmanager, webhooks, silences), counters, Clock.systemUTC());
    }

    private NotifierSettings settings(
            Optional<AlertmanagerSink> alertmanager, List<WebhookSink> webhooks, Silence... silences) {
        return new NotifierSettings(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "consumer.session.timeout.ms", "6000",
                        "consumer.heartbeat.interval.ms", "500",
                        "main.consumer.group.instance.id", "belongs-to-streams",
                        "group.protocol", "streams"),
                topic + "-notify",
                topic,
                Set.of("loans"),
                new DeliverySpec(300, 3, 0, 3_600_000, 100, List.of(silences)),
                "",
                alertmanager,
                webhooks);
    }

    private static WebhookSink hook(String name, Receiver receiver) {
        return hook(name, receiver.uri());
    }

    private static WebhookSink hook(String name, URI url) {
        return new WebhookSink(name, url, Optional.of(SECRET), Map.of(), Optional.empty(), Duration.ofSeconds(1));
    }

    private static List<String> features(Receiver receiver) {
        return receiver.taken().stream()
                .flatMap(request -> request.json().get("alerts").findValuesAsString("key").stream())
                .map(key -> key.replaceFirst("\\.0\\.(firing|resolved).*", " $1"))
                .toList();
    }

    private static void awaitFeatures(Receiver receiver, String... features) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(features(receiver)).containsExactly(features));
    }

    @Test
    void aReceiverThatBehavesBadlyGetsEverythingInOrderAndHoldsUpNobody() throws Exception {
        try (Receiver elsewhere = new Receiver();
                Receiver bad = new Receiver();
                Receiver good = new Receiver();
                Notifier notifier = start(List.of(hook("bad", bad), hook("good", good)))) {
            bad.behave(
                    Behaviour.status(500),
                    new Behaviour(302, 0, Map.of("Location", elsewhere.uri().toString())),
                    Behaviour.status(0),
                    new Behaviour(429, 0, Map.of("Retry-After", "6")),
                    new Behaviour(200, 500, Map.of()));
            send("income", AlertTransition.FIRING);
            awaitFeatures(good, "income firing");
            send("income", AlertTransition.RESOLVED);
            awaitFeatures(good, "income firing", "income resolved");
            assertThat(features(bad)).as("what the bad one has taken by now").isEmpty();

            awaitFeatures(bad, "income firing", "income resolved");
            List<Request> requests = bad.requests();
            assertThat(requests).extracting(Request::status).containsExactly(500, 302, 0, 429, 200, 200);
            assertThat(requests.subList(0, 5))
                    .extracting(Request::key)
                    .containsOnly(requests.get(0).key());
            assertThat(requests.get(5).key()).isNotEqualTo(requests.get(0).key());
            assertThat(requests.get(4).at() - requests.get(3).at())
                    .as("the wait it asked for")
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(6).toNanos());
            assertThat(elsewhere.requests()).as("redirects followed").isEmpty();
            assertThat(counters.sum("bad", DeliveryOutcome.RETRIED)).isEqualTo(4);
            assertThat(counters.sum("bad", DeliveryOutcome.DELIVERED)).isEqualTo(2);
            assertThat(counters.sum("good", DeliveryOutcome.RETRIED)).isZero();
        }
    }

    @Test
    void aTestTellsOfEachAddressByItsPlaceAndHost() {
        try (Receiver receiver = new Receiver()) {
            String host = "127.0.0.1:" + receiver.uri().getPort();
            AlertmanagerSink peers = new AlertmanagerSink(
                    List.of(URI.create("http://127.0.0.1:1/a"), URI.create("http://127.0.0.1:1/b"), receiver.uri()),
                    Map.of(),
                    Map.of(),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(5));

            assertThat(Notifier.test(
                            settings(
                                    Optional.of(peers),
                                    List.of(hook("chat", URI.create("http://" + host + "/a-secret")))),
                            Clock.systemUTC()))
                    .containsExactly(
                            Map.entry("alertmanager.urls[0] (127.0.0.1:1)", "no answer (ConnectException)"),
                            Map.entry("alertmanager.urls[1] (127.0.0.1:1)", "no answer (ConnectException)"),
                            Map.entry("alertmanager.urls[2] (" + host + ")", ""),
                            Map.entry("chat (" + host + ")", ""));
        }
    }

    @Test
    void aMessageIsSignedOverItsIdTimeAndBody() throws Exception {
        try (Receiver receiver = new Receiver();
                Notifier notifier = start(List.of(hook("hook", receiver)))) {
            send("income", AlertTransition.FIRING);
            awaitFeatures(receiver, "income firing");
            Request request = receiver.taken().get(0);
            Map<String, String> headers = request.headers();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            mac.update((headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + ".").getBytes(UTF_8));

            assertThat(headers)
                    .containsEntry(
                            "webhook-signature",
                            "v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.body())))
                    .containsEntry("webhook-id", request.key())
                    .containsEntry("content-type", "application/json; charset=utf-8");
            assertThat(new String(request.body(), UTF_8)).doesNotContain(SECRET);
        }
    }

    @Test
    void whatIsRefusedForGoodDoesNotHoldUpTheRest() throws Exception {
        try (Receiver receiver = new Receiver();
                Notifier notifier = start(List.of(hook("hook", receiver)))) {
            receiver.behave(Behaviour.status(400));
            send("income", AlertTransition.FIRING);
            await().atMost(PATIENCE).until(() -> counters.sum("hook", DeliveryOutcome.REFUSED) == 1);
            send("age", AlertTransition.FIRING);
            awaitFeatures(receiver, "age firing");
        }
    }

    @Test
    void manyAtOnceMakeOnePageAndOtherMonitorsOfTheTopicNone() throws Exception {
        try (Receiver receiver = new Receiver()) {
            for (String feature : List.of("a", "b", "c", "d")) {
                send(feature, AlertTransition.FIRING);
            }
            send("others", "x", AlertTransition.FIRING);
            producer.send(new ProducerRecord<>(topic, "a", "no alert".getBytes(UTF_8)))
                    .get(10, TimeUnit.SECONDS);
            try (Notifier notifier = start(List.of(hook("hook", receiver)))) {
                awaitFeatures(receiver, "a firing", "b firing", "c firing", "d firing");
                assertThat(receiver.requests()).hasSize(1);
                assertThat(receiver.requests().get(0).json().get("title").asString())
                        .isEqualTo("[FIRING warning] loans: 4 alerts on 4 features in country=DE, since"
                                + " 2026-01-01T00:00:00Z");
            }
        }
    }

    @Test
    void aSuccessorTellsWhatWasNotTakenAndNothingElse() throws Exception {
        int port = Program.freePort();
        WebhookSink sink = hook("hook", URI.create("http://127.0.0.1:" + port + "/hook"));
        try (Receiver receiver = new Receiver(port);
                Notifier first = start(List.of(sink))) {
            send("told", AlertTransition.FIRING);
            awaitFeatures(receiver, "told firing");
        }
        try (Notifier second = start(List.of(sink))) {
            send("lost", AlertTransition.FIRING);
            send("lost", AlertTransition.RESOLVED);
            await().atMost(PATIENCE).until(() -> counters.sum("hook", DeliveryOutcome.RETRIED) > 0);
        }
        try (Receiver receiver = new Receiver(port);
                Notifier third = start(List.of(sink))) {
            awaitFeatures(receiver, "lost firing", "lost resolved");
            send("told", AlertTransition.RESOLVED);
            awaitFeatures(receiver, "lost firing", "lost resolved", "told resolved");
        }
    }

    @Test
    void ofTwoThatRunOneTellsAndTheOtherTakesOver() throws Exception {
        try (Receiver receiver = new Receiver()) {
            Notifier first = start(List.of(hook("hook", receiver)));
            send("f0", AlertTransition.FIRING);
            awaitFeatures(receiver, "f0 firing");
            try (Notifier second = start(List.of(hook("hook", receiver)))) {
                send("f1", AlertTransition.FIRING);
                awaitFeatures(receiver, "f0 firing", "f1 firing");
                first.close();
                send("f2", AlertTransition.FIRING);
                awaitFeatures(receiver, "f0 firing", "f1 firing", "f2 firing");
            }
        }
    }

    @Test
    void aSilenceIsCounted() throws Exception {
        long now = System.currentTimeMillis();
        Silence silence = new Silence(now - 1000, now + 600_000, List.of(), List.of("quiet*"), Map.of());
        try (Receiver receiver = new Receiver()) {
            try (Notifier notifier = start(List.of(hook("hook", receiver)), silence)) {
                send("first", AlertTransition.FIRING);
                awaitFeatures(receiver, "first firing");
                send("quiet-1", AlertTransition.FIRING);
                send("loud", AlertTransition.FIRING);
                awaitFeatures(receiver, "first firing", "loud firing");
                await().atMost(PATIENCE).until(() -> counters.sum("hook", DeliveryOutcome.SILENCED) == 1);
            }
        }
    }

    @Test
    void alertmanagerHearsOfBeginningAndEndThoughOneOfThemIsDown(@TempDir Path directory) throws Exception {
        assumeTrue(Alertmanager.program().isPresent(), Alertmanager.MISSING);
        URI nobody = URI.create("http://127.0.0.1:" + Program.freePort());
        String config = "route: { receiver: none }\nreceivers: [{ name: none }]\n";
        try (Alertmanager alertmanager = Alertmanager.start(directory, config)) {
            AlertmanagerSink sink = new AlertmanagerSink(
                    List.of(nobody, alertmanager.uri()),
                    Map.of(),
                    Map.of("team", "risk"),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2));
            IntStream.range(0, 3).forEach(i -> sendUnchecked("f" + i));
            try (Notifier notifier = start(Optional.of(sink), List.of())) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(alertmanager.alerts()).hasSize(3));
                assertThat(alertmanager.alerts())
                        .allSatisfy(alert -> assertThat(alert.get("labels").propertyNames())
                                .containsExactlyInAnyOrder(
                                        "alertname", "monitor", "segment", "feature", "severity", "team"));
                send("f1", AlertTransition.RESOLVED);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(alertmanager.alerts())
                                .extracting(alert -> alert.at("/labels/feature").asString())
                                .containsExactlyInAnyOrder("f0", "f2"));
                // longer than they are taken to fire without word
                await().during(Duration.ofSeconds(10))
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(alertmanager.alerts()).hasSize(2));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(alertmanager.alerts()).isEmpty());
        }
    }

    private void sendUnchecked(String feature) {
        try {
            send(feature, AlertTransition.FIRING);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
