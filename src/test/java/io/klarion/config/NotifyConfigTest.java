package io.klarion.config;

import static io.klarion.config.Documents.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.delivery.Silence;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotifyConfigTest {

    private static final String ADDRESS =
            "must be an address that begins with https:// or http:// and has a host, no user name, no fragment and no blank, was ";

    @TempDir
    Path directory;

    private Documents documents;

    @BeforeEach
    void open() {
        documents = new Documents(directory);
    }

    @Test
    void withoutSinksNobodyIsTold() {
        assertThat(documents.load(MINIMAL).notifications().isUsed()).isFalse();
    }

    @Test
    void everythingThatCanBeSaidIsRead() throws Exception {
        Files.writeString(directory.resolve("page.mustache"), "{\"a\":\"{{title}}\"}");
        NotifyConfig notify = documents.load(MINIMAL + """
                        notify:
                          group-wait: 5s
                          group-from: 2
                          repeat: none
                          give-up: 1h
                          link: https://klarion.example/
                          alertmanager: { urls: ['http://a:9093', 'http://b:9093/am'], labels: { team: risk }, resend: 30s, timeout: 2s }
                          webhooks:
                            - { name: chat, url: 'https://chat.example/x?y=z', template: slack }
                            - { name: own, url: 'http://localhost:1/x', secret: 0123456789abcdef, template: page.mustache, headers: { X-A: b } }
                          silences:
                            - { from: 2026-01-01T00:00:00Z, to: 2026-01-02T00:00:00Z, monitors: [loans], features: ['a*'], segment: { country: DE }, reason: why }
                        """).notifications();

        assertThat(notify.isUsed()).isTrue();
        assertThat(notify.delivery().repeat()).isZero();
        assertThat(notify.delivery().groupWait()).isEqualTo(5000);
        assertThat(notify.delivery().groupFrom()).isEqualTo(2);
        assertThat(notify.delivery().giveUp()).isEqualTo(3_600_000);
        assertThat(notify.delivery().silences())
                .containsExactly(new Silence(
                        1_767_225_600_000L,
                        1_767_312_000_000L,
                        List.of("loans"),
                        List.of("a*"),
                        Map.of("country", "DE")));
        assertThat(notify.alertmanager().orElseThrow())
                .isEqualTo(new AlertmanagerConfig(
                        List.of(URI.create("http://a:9093"), URI.create("http://b:9093/am")),
                        Map.of(),
                        Map.of("team", "risk"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2)));
        assertThat(notify.webhooks()).extracting(WebhookConfig::name).containsExactly("chat", "own");
        assertThat(notify.webhooks().get(1).secret()).contains("0123456789abcdef");
        assertThat(notify.webhooks().get(1).headers()).isEqualTo(Map.of("X-A", "b"));
        assertThat(notify.webhooks())
                .allSatisfy(hook -> assertThat(hook.template()).isPresent());
    }

    /** Lines of {@code notify}, and the problem. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "group-wait: 2h",
                        "notify.group-wait: must be a duration from 0s to 1h, like 90s, 1h30m or PT5M, was 2h"),
                Arguments.of("group-from: 1", "notify.group-from: must be between 2 and 1000, was 1"),
                Arguments.of(
                        "repeat: 1s",
                        "notify.repeat: must be a duration from 1m to 3650d, like 90s, 1h30m or PT5M, or none, was 1s"),
                Arguments.of("link: klarion.example", "notify.link: " + ADDRESS + "one without http:// or https://"),
                Arguments.of(
                        "alertmanager: { urls: ['ftp://a'] }",
                        "notify.alertmanager.urls[0]: " + ADDRESS + "one without http:// or https://"),
                Arguments.of(
                        "alertmanager: { urls: ['http://a'], labels: { severity: x } }",
                        "notify.alertmanager.labels: must have names of letters, digits and underscores, and none of alertname, feature, monitor, segment, severity, was severity"),
                Arguments.of(
                        "alertmanager: { urls: ['http://a'], headers: { Host: x } }",
                        "notify.alertmanager.headers: must be headers that a request may set, was Host"),
                Arguments.of("webhooks: [{}]", "notify.webhooks[0].name: must be given, was absent"),
                Arguments.of(
                        "webhooks: [{ name: a, url: 'https://x', secret: short }]",
                        "notify.webhooks[0].secret: must be a secret of at least 16 characters, was ***"),
                Arguments.of(
                        "webhooks: [{ name: a, url: 'https://x', template: none.txt }]",
                        "notify.webhooks[0].template: must be one of slack, teams, or a readable file of at most 65536 bytes, was none.txt"),
                Arguments.of(
                        "webhooks: [{ name: a, url: 'https://x' }, { name: a, url: 'https://x' }]",
                        "notify.webhooks: must have names of their own, and none alertmanager, was a"),
                Arguments.of(
                        "silences: [{ from: 2026-01-02T00:00:00Z, to: 2026-01-01T00:00:00Z }]",
                        "notify.silences[0].to: must be after from, was 2026-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreNamed(String lines, String problem) {
        assertThat(documents.problems(MINIMAL + "notify:\n" + lines.indent(2))).contains(problem);
    }

    /** What is no address of a sink, and what a problem says of it. */
    static Stream<Arguments> wrongAddresses() {
        return Stream.of(
                Arguments.of("https://oncall:canary@am.example:9093", "one with a user name"),
                Arguments.of("hooks.example/services/T0/canary", "one without http:// or https://"),
                Arguments.of("https://chat.example/canary ", "one with a blank"),
                Arguments.of("https://chat.example/canary#top", "one with a fragment"),
                Arguments.of("https://chat.example/canary{}", "one with a character that must be escaped"),
                Arguments.of("https://my_chat/canary", "one without a host that is a valid name"),
                Arguments.of("https://", "one without a host"),
                Arguments.of(" ", "empty"));
    }

    @ParameterizedTest
    @MethodSource("wrongAddresses")
    void ofAWrongAddressOnlyTheMistakeIsTold(String address, String mistake) {
        String yaml = MINIMAL + """
                notify:
                  alertmanager: { urls: ['%s', '${env:ADDRESS}'] }
                  webhooks: [{ name: a, url: '%s' }, { name: b, url: '${env:ADDRESS}' }]
                """.formatted(address, address);

        assertThat(documents.problems(yaml, Map.of("ADDRESS", address)))
                .containsExactly(
                        "notify.alertmanager.urls[0]: " + ADDRESS + mistake,
                        "notify.alertmanager.urls[1]: " + ADDRESS + mistake,
                        "notify.webhooks[0].url: " + ADDRESS + mistake,
                        "notify.webhooks[1].url: " + ADDRESS + mistake);
    }

    /** Addresses and headers where something else belongs, and the problem. */
    static Stream<Arguments> secretsInTheWrongPlace() {
        return Stream.of(
                Arguments.of(
                        "alertmanager: { urls: 'https://am.example/canary' }",
                        "notify.alertmanager.urls: must be a list, was ***"),
                Arguments.of(
                        "alertmanager: 'https://am.example/canary'",
                        "notify.alertmanager: must be a map of keys and values, was ***"),
                Arguments.of(
                        "webhooks: ['https://chat.example/canary']",
                        "notify.webhooks[0]: must be a map of keys and values, was ***"),
                Arguments.of(
                        "webhooks: 'https://chat.example/canary'", "notify.webhooks: must be a list of maps, was ***"),
                Arguments.of(
                        "webhooks: [{ name: a, url: 'https://x', headers: 'Bearer canary' }]",
                        "notify.webhooks[0].headers: must be a map of keys and values, was ***"),
                Arguments.of(
                        "webhooks: [{ name: a, url: 'https://x', headers: { A: \"canary\\n\" } }]",
                        "notify.webhooks[0].headers.A: must be a header's value: one line of 1 to 4000 characters, was ***"),
                Arguments.of(
                        "webhooks: [{ name: a, url: 'https://chat.example/canary/${env:NONE}' }]",
                        "notify.webhooks[0].url: must use an environment variable that is set, was ${env:NONE}"));
    }

    @ParameterizedTest
    @MethodSource("secretsInTheWrongPlace")
    void aSecretInTheWrongPlaceIsNotShown(String lines, String problem) {
        assertThat(documents.problems(MINIMAL + "notify:\n" + lines.indent(2))).containsExactly(problem);
    }

    @Test
    void aTemplateThatMakesNoJsonIsNamed() throws Exception {
        Files.writeString(directory.resolve("page.mustache"), "{\"a\":{{title}}}");

        assertThat(documents.problems(
                        MINIMAL + "notify: { webhooks: [{ name: a, url: 'https://x', template: page.mustache }] }"))
                .singleElement()
                .asString()
                .startsWith("notify.webhooks[0].template: must make JSON (");
    }

    @Test
    void whatIsSentReadablyIsWarnedOf() {
        assertThat(documents
                        .load(MINIMAL + "notify: { webhooks: [{ name: a, url: 'http://chat.example/x' }] }")
                        .warnings())
                .containsExactly(
                        "notify.webhooks[0].url: http:// sends alerts, and what lets one write to that address, readable by"
                                + " anybody on the way");
    }

    @Test
    void noPrintedFormShowsWhatLetsOneWriteThere() {
        String text = documents.load(MINIMAL + """
                        notify:
                          alertmanager: { urls: ['https://am.example'], headers: { Authorization: 'Bearer canary-1' } }
                          webhooks: [{ name: a, url: 'https://chat.example/canary-2', secret: canary-3-canary-3, headers: { X: canary-4 } }]
                        """).toString();

        assertThat(text).doesNotContain("canary").contains("am.example", "chat.example");
    }
}
