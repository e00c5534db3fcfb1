package io.klarion.config;

import static io.klarion.config.Documents.MINIMAL;
import static io.klarion.config.Documents.monitorWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    private static final String CANARY = "canary-0123456789-abcdef";

    @TempDir
    Path directory;

    private Documents documents;

    @BeforeEach
    void open() {
        documents = new Documents(directory);
    }

    @Test
    void fillsInEveryDefault() {
        KlarionConfig config = documents.load(MINIMAL);

        assertThat(config.applicationId()).isEqualTo("klarion");
        assertThat(config.kafka().toMap()).isEqualTo(Map.of("bootstrap.servers", "localhost:9092"));
        assertThat(config.streams())
                .isEqualTo(new StreamsConfig(
                        1,
                        8,
                        StreamsConfig.Guarantee.EXACTLY_ONCE,
                        Duration.ofSeconds(1),
                        Path.of("klarion-state"),
                        0,
                        new StartFrom.Earliest()));
        assertThat(config.topics())
                .isEqualTo(new TopicsConfig(
                        "klarion.verdicts",
                        "klarion.alerts",
                        "klarion.quarantine",
                        Optional.empty(),
                        OptionalInt.empty()));
        assertThat(config.http()).isEqualTo(HttpConfig.DEFAULT);
        assertThat(config.metrics()).isEqualTo(new MetricsConfig(KafkaMetrics.MINIMAL, 10_000));
        assertThat(config.createTopics()).isFalse();
        assertThat(config.warnings()).isEmpty();
        assertThat(config.monitors())
                .containsExactly(new MonitorConfig(
                        "loans",
                        new MonitorConfig.Source(List.of("loan-features"), MonitorConfig.Format.JSON),
                        new EventTimeSpec("", EventTimeSpec.Unit.ISO8601, 10_000, 300_000),
                        List.of(),
                        new WindowSpec(300_000, 300_000, 0, 0),
                        directory.resolve("loans.json"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Detection(
                                DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, VolumeSpec.DEFAULT.factor()),
                        Monitor.Lifecycle.DEFAULT));
    }

    @Test
    void readsTheShippedExample() {
        KlarionConfig config =
                ConfigLoader.load(Path.of("config/loans.yaml"), Map.of("KAFKA_BOOTSTRAP_SERVERS", "broker:9092"));

        assertThat(config.kafka().toMap()).isEqualTo(Map.of("bootstrap.servers", "broker:9092"));
        assertThat(config.createTopics()).isTrue();
        MonitorConfig loans = config.monitors().get(0);
        assertThat(loans.eventTime()).isEqualTo(new EventTimeSpec("/ts", EventTimeSpec.Unit.ISO8601, 10_000, 300_000));
        assertThat(loans.segmentBy()).containsExactly("/country");
        assertThat(loans.window()).isEqualTo(new WindowSpec(120_000, 120_000, 10_000, 0));
        assertThat(loans.reference())
                .isEqualTo(Path.of("config/references/loans.json").toAbsolutePath());
        assertThat(loans.features())
                .extracting(FeatureConfig::name)
                .startsWith("income", "age", "employment", "credit_score")
                .endsWith("agents_online")
                .hasSize(12);
        assertThat(loans.features().get(0).path()).contains("/applicant/income");
        assertThat(loans.features().get(2).showValues()).isTrue();
        assertThat(loans.features().get(2).type()).contains(FeatureType.CATEGORICAL);
        assertThat(loans.features().get(11).detection().judge().threshold()).isEqualTo(0.25);
    }

    @Test
    void readsEveryKindOfValue() {
        KlarionConfig config = documents.load("""
                application-id: loans-eu
                kafka: { bootstrap.servers: "a:1,b:2", consumer.max.poll.records: 500, security.protocol: SSL }
                streams: { threads: 4, internal-partitions: 16, guarantee: at-least-once, commit-interval: 500ms,
                           state-dir: /var/lib/klarion, standby-replicas: 1, start-from: 2026-01-01T00:00:00Z }
                topics: { verdicts: v, alerts: a, quarantine: q, references: r, replication-factor: 3 }
                metrics: { kafka: off, feature-series: 500 }
                http: { bind: localhost, port: 0 }
                monitors:
                  - name: loans
                    source: { topics: [one, two], format: json }
                    event-time: { field: /meta/time, unit: micros, out-of-orderness: 0, max-lead: PT1H }
                    segment-by: [/country, /applicant/kind]
                    window: { size: 1h, advance: 20m, grace: 1m, origin: 2026-01-01T00:10:00Z }
                    reference: { file: ../loans.json }
                    bins: { count: 10 }
                    exclude: ['*_id']
                    idle-after: 2m
                    max-segments: 7
                    revise-for: 2d
                    features:
                      - { name: income, bins: { edges: [0, 10.5, 1e3] } }
                      - { name: code, bins: { categories: [1, true, 'x', ''] } }
                      - { name: age, bins: { count: 5 } }
                """);

        assertThat(config.applicationId()).isEqualTo("loans-eu");
        assertThat(config.kafka().toMap())
                .containsEntry("consumer.max.poll.records", "500")
                .containsEntry("bootstrap.servers", "a:1,b:2");
        assertThat(config.streams())
                .isEqualTo(new StreamsConfig(
                        4,
                        16,
                        StreamsConfig.Guarantee.AT_LEAST_ONCE,
                        Duration.ofMillis(500),
                        Path.of("/var/lib/klarion"),
                        1,
                        new StartFrom.At(Instant.parse("2026-01-01T00:00:00Z"))));
        assertThat(config.topics()).isEqualTo(new TopicsConfig("v", "a", "q", Optional.of("r"), OptionalInt.of(3)));
        assertThat(config.metrics()).isEqualTo(new MetricsConfig(KafkaMetrics.OFF, 500));
        MonitorConfig loans = config.monitors().get(0);
        assertThat(loans.source().topics()).containsExactly("one", "two");
        assertThat(loans.eventTime())
                .isEqualTo(new EventTimeSpec("/meta/time", EventTimeSpec.Unit.MICROS, 0, 3_600_000));
        assertThat(loans.window())
                .isEqualTo(new WindowSpec(
                        3_600_000,
                        1_200_000,
                        60_000,
                        Instant.parse("2026-01-01T00:10:00Z").toEpochMilli()));
        assertThat(loans.reference()).isEqualTo(directory.resolveSibling("loans.json"));
        assertThat(loans.bins()).contains(new BinsConfig.Count(10));
        assertThat(loans.exclude()).containsExactly("*_id");
        assertThat(loans.lifecycle()).isEqualTo(new Monitor.Lifecycle(120_000, 7, 172_800_000, 30));
        assertThat(loans.features())
                .extracting(FeatureConfig::bins)
                .containsExactly(
                        Optional.of(new BinsConfig.Edges(List.of(0.0, 10.5, 1000.0))),
                        Optional.of(new BinsConfig.Categories(List.of("1", "true", "x", ""))),
                        Optional.of(new BinsConfig.Count(5)));
    }

    @Test
    void mergesAFeaturesDetectBlockOverItsMonitors() {
        KlarionConfig config = documents.load(monitorWith("""
                detect: { rule: point, measure: js, threshold: 0.05, critical: 0.2, confidence: 0.99, for: 3, smoothing: none }
                features:
                  - { name: a }
                  - { name: b, detect: { measure: kl, threshold: 0.1, clear-after: 5, hold: 0, smoothing: 'floor:1e-6' } }
                  - { name: c, detect: { critical: none } }
                """));

        Detection monitor = new Detection(
                new DetectSpec(Rule.POINT, Measure.JS, 0.05, OptionalDouble.of(0.2), 0.99, Smoothing.none()),
                new AlertSpec(3, 2, 3_600_000),
                SchemaSpec.DEFAULT,
                VolumeSpec.DEFAULT.factor());
        MonitorConfig loans = config.monitors().get(0);
        assertThat(loans.detection()).isEqualTo(monitor);
        assertThat(loans.features().get(0).detection()).isEqualTo(monitor);
        assertThat(loans.features().get(1).detection())
                .isEqualTo(new Detection(
                        new DetectSpec(
                                Rule.POINT, Measure.KL, 0.1, OptionalDouble.of(0.2), 0.99, Smoothing.floor(1e-6)),
                        new AlertSpec(3, 5, 0),
                        SchemaSpec.DEFAULT,
                        VolumeSpec.DEFAULT.factor()));
        assertThat(loans.features().get(2).detection().judge().critical()).isEmpty();
    }

    @Test
    void anInheritedCriticalLevelGivesWayToAHigherThresholdAndSaysSo() {
        KlarionConfig config = documents.load(monitorWith("detect: { threshold: 0.5 }"));

        assertThat(config.monitors().get(0).detection().judge().critical()).isEmpty();
        assertThat(config.warnings())
                .containsExactly(
                        "monitors[0].detect.threshold: 0.5 is above the critical level 0.3 that would hold here:"
                                + " no alert will be critical (set critical too)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.1", "127.example.com", "127.0.0.1.example.com", "localhost.example.com"})
    void whoLetsOthersConnectMustAskThemForAToken(String bind) {
        assertThat(documents.problems(MINIMAL + "http: { bind: '" + bind + "' }"))
                .containsExactly("http.token: must be given where http.bind lets other machines connect, was absent");
    }

    @Test
    void warnsWhenOthersCanConnectWithoutTls() {
        SelfSigned made = SelfSigned.in(directory.resolve("tls"));
        String http = "http: { bind: 0.0.0.0, token: '${env:TOKEN}', tls: { certificate: " + made.certificate()
                + ", key: " + made.key() + " } }";
        Map<String, String> environment = Map.of("TOKEN", CANARY);

        assertThat(documents.load(MINIMAL + http, environment).warnings()).isEmpty();
        assertThat(documents
                        .load(MINIMAL + http.replaceFirst(", tls.*}", " }"), environment)
                        .warnings())
                .containsExactly("http.bind: 0.0.0.0 lets other machines connect without TLS: give http.tls, or see to"
                        + " it that only a proxy with TLS reaches it");
    }

    @Test
    void theTokenIsNeverPrinted() {
        KlarionConfig config = documents.load(MINIMAL + "http: { token: " + CANARY + ", console: false }");

        assertThat(config.http().token()).contains(CANARY);
        assertThat(config.toString()).doesNotContain(CANARY);
        assertThat(documents.problems(MINIMAL + "http: { token: 'secret with spaces' }"))
                .containsExactly("http.token: must be 16 to 1024 letters, digits or signs without spaces,"
                        + " was something else");
    }

    @Test
    void sharesBlocksByAliasAndMergeKey() {
        KlarionConfig config = documents.load("""
                monitors:
                  - &loans
                    name: loans
                    source: { topics: [loan-features] }
                    window: &window { size: 5m }
                    reference: { file: loans.json }
                  - <<: *loans
                    name: again
                    window: *window
                """);

        assertThat(config.monitors()).extracting(MonitorConfig::name).containsExactly("loans", "again");
        assertThat(config.monitors().get(1).window())
                .isEqualTo(config.monitors().get(0).window());
    }
}
