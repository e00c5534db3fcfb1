package io.klarion.metrics;

import static io.klarion.core.detect.SampleVerdicts.NOON;
import static io.klarion.core.detect.SampleVerdicts.drifted;
import static io.klarion.core.detect.SampleVerdicts.judged;
import static io.klarion.core.detect.SampleVerdicts.ofMonitor;
import static io.klarion.core.detect.SampleVerdicts.revised;
import static io.klarion.core.detect.SampleVerdicts.stable;
import static io.klarion.core.detect.SampleVerdicts.unjudged;
import static io.klarion.core.detect.SampleVerdicts.unsegmented;
import static io.klarion.core.detect.SampleVerdicts.verdict;
import static io.klarion.core.protocol.RejectReason.MALFORMED;
import static io.klarion.core.protocol.RejectReason.TIME_FUTURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.distribution.Segment;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Suspicion;
import io.klarion.core.protocol.Tally;
import io.klarion.core.protocol.Tally.OfMonitor;
import io.klarion.core.window.WindowSpec;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KlarionMetricsTest {

    private static final Clock QUARTER_PAST = Clock.fixed(Instant.ofEpochMilli(NOON + 900_000), ZoneOffset.UTC);
    private static final String DE = "{feature=\"%s\",measure=\"kl\",monitor=\"loans\",segment=\"country=DE\"}";

    private KlarionMetrics metrics = KlarionMetrics.create(QUARTER_PAST, MetricsPlan.PLAIN);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void closedWindowShowsEveryGaugeOfItsFeatures() {
        TaskView task = metrics.tasks().open("1_0");
        task.publish(verdict(0, drifted("income"), stable("age")), Set.of("income"));

        assertThat(series("klarion_divergence", "klarion_feature", "klarion_window", "klarion_alerts_firing"))
                .containsExactly(
                        "klarion_alerts_firing{feature=\"age\",monitor=\"loans\",segment=\"country=DE\"} 0.0",
                        "klarion_alerts_firing{feature=\"income\",monitor=\"loans\",segment=\"country=DE\"} 1.0",
                        "klarion_divergence_lower" + DE.formatted("age") + " -0.002",
                        "klarion_divergence_lower" + DE.formatted("income") + " 0.27",
                        "klarion_divergence_raw" + DE.formatted("age") + " 0.012",
                        "klarion_divergence_raw" + DE.formatted("income") + " 0.31",
                        "klarion_divergence_threshold" + DE.formatted("age") + " 0.1",
                        "klarion_divergence_threshold" + DE.formatted("income") + " 0.1",
                        "klarion_divergence_upper" + DE.formatted("age") + " 0.01",
                        "klarion_divergence_upper" + DE.formatted("income") + " 0.33",
                        "klarion_divergence" + DE.formatted("age") + " 0.004",
                        "klarion_divergence" + DE.formatted("income") + " 0.3",
                        "klarion_feature_missing_ratio{feature=\"age\",monitor=\"loans\",segment=\"country=DE\"} 0.01",
                        "klarion_feature_missing_ratio{feature=\"income\",monitor=\"loans\",segment=\"country=DE\"} 0.01",
                        "klarion_feature_series_omitted 0.0",
                        "klarion_feature_state{feature=\"age\",monitor=\"loans\",segment=\"country=DE\"} 0.0",
                        "klarion_feature_state{feature=\"income\",monitor=\"loans\",segment=\"country=DE\"} 1.0",
                        "klarion_window_closed_timestamp_seconds{monitor=\"loans\",segment=\"country=DE\"} 1.7672691E9",
                        "klarion_window_records{monitor=\"loans\",segment=\"country=DE\"} 1000.0");
    }

    @ParameterizedTest
    @CsvSource({"DRIFT, 1.0", "STABLE, 0.0", "INSUFFICIENT_DATA, -1.0", "NO_DATA, -2.0", "NO_REFERENCE, -3.0"})
    void stateIsANumberInWhichDriftIsTheMaximum(FeatureState state, String number) {
        metrics.tasks().open("1_0").publish(verdict(0, unjudged("age", state)), Set.of());

        assertThat(series("klarion_feature_state"))
                .containsExactly(
                        "klarion_feature_state{feature=\"age\",monitor=\"loans\",segment=\"country=DE\"} " + number);
    }

    @Test
    void missingValuesHaveNoSeriesAndNothingIsNaN() {
        double nan = Double.NaN;
        metrics.tasks()
                .open("1_0")
                .publish(
                        verdict(
                                0,
                                unjudged("age", FeatureState.NO_DATA),
                                judged("income", FeatureState.STABLE, nan, new double[] {nan, nan, nan})),
                        Set.of());

        assertThat(series("klarion_")).noneMatch(line -> line.endsWith(" NaN"));
        assertThat(series("klarion_divergence{", "klarion_divergence_lower", "klarion_divergence_upper"))
                .isEmpty();
        assertThat(series("klarion_divergence_raw")).isEmpty();
        assertThat(series("klarion_feature_missing_ratio"))
                .as("age has no records, so no ratio; income has")
                .containsExactly(
                        "klarion_feature_missing_ratio{feature=\"income\",monitor=\"loans\",segment=\"country=DE\"} 0.01");
    }

    @Test
    void seriesVanishWithTheirTask() {
        TaskView first = metrics.tasks().open("1_0");
        TaskView second = metrics.tasks().open("1_1");
        first.publish(verdict(0, "DE", stable("age")), Set.of());
        second.publish(verdict(0, "FR", stable("age")), Set.of());
        first.watermark("loans", NOON, NOON, false);

        first.close();
        first.close();

        assertThat(series("klarion_divergence{"))
                .containsExactly(
                        "klarion_divergence{feature=\"age\",measure=\"kl\",monitor=\"loans\",segment=\"country=FR\"} 0.004");
        assertThat(series("klarion_watermark")).isEmpty();
    }

    @Test
    void alertIsShownUntilItIsResolvedAndAfterARestart() {
        TaskView task = metrics.tasks().open("1_0");
        task.publish(verdict(0, drifted("age"), drifted("income")), Set.of("age", "income"));
        task.publish(verdict(1, stable("age"), drifted("income")), Set.of("income"));
        assertThat(series("klarion_alerts_firing"))
                .containsExactly(
                        "klarion_alerts_firing{feature=\"age\",monitor=\"loans\",segment=\"country=DE\"} 0.0",
                        "klarion_alerts_firing{feature=\"income\",monitor=\"loans\",segment=\"country=DE\"} 1.0");
        task.close();

        TaskView restarted = metrics.tasks().open("1_0");
        restarted.restore(
                "loans",
                List.of("country"),
                new Segment(List.of("DE")),
                List.of(
                        new AlertState(
                                "income", AlertKind.DRIFT, true, Severity.WARNING, NOON, NOON + 1, 1, 0, 0, NOON),
                        new AlertState(
                                "rate", AlertKind.DRIFT, false, Severity.WARNING, NOON, NOON + 1, 1, 0, 0, NOON)));

        assertThat(series("klarion_alerts_firing"))
                .as("although no window has closed since")
                .containsExactly(
                        "klarion_alerts_firing{feature=\"income\",monitor=\"loans\",segment=\"country=DE\"} 1.0");
        restarted.publish(verdict(2, stable("age"), stable("income")), Set.of());
        assertThat(series("klarion_alerts_firing"))
                .containsExactly(
                        "klarion_alerts_firing{feature=\"age\",monitor=\"loans\",segment=\"country=DE\"} 0.0",
                        "klarion_alerts_firing{feature=\"income\",monitor=\"loans\",segment=\"country=DE\"} 0.0");
    }

    @Test
    void lateCloseOfARevivedTaskLeavesItsSuccessorAlone() {
        TaskView dead = metrics.tasks().open("1_0");
        TaskView revived = metrics.tasks().open("1_0");
        revived.publish(verdict(0, stable("age")), Set.of());

        dead.publish(verdict(1, drifted("age")), Set.of());
        dead.close();

        assertThat(series("klarion_divergence{"))
                .containsExactly("klarion_divergence" + DE.formatted("age") + " 0.004");
    }

    @Test
    void sameSegmentInTwoTasksIsOneSeriesWithTheLaterWindow() {
        metrics.tasks().open("1_0").publish(verdict(3, drifted("age")), Set.of());
        metrics.tasks().open("1_1").publish(verdict(2, stable("age")), Set.of());

        assertThat(series("klarion_divergence{")).containsExactly("klarion_divergence" + DE.formatted("age") + " 0.3");
    }

    @Test
    void olderWindowsAndRevisionsChangeNothing() {
        TaskView task = metrics.tasks().open("1_0");
        task.publish(revised(verdict(5, stable("age")), 1, drifted("age")), Set.of());

        task.publish(verdict(4, stable("age")), Set.of());
        task.publish(verdict(5, stable("age")), Set.of());

        assertThat(series("klarion_divergence{")).containsExactly("klarion_divergence" + DE.formatted("age") + " 0.3");
    }

    @Test
    void forgottenSegmentHasNoSeries() {
        TaskView task = metrics.tasks().open("1_0");
        task.publish(verdict(0, "DE", stable("age")), Set.of());
        task.publish(verdict(0, "FR", stable("age")), Set.of());
        task.publish(ofMonitor("cards", verdict(0, "DE", stable("age"))), Set.of());

        task.forget("loans", List.of("country"), new Segment(List.of("DE")), 0);

        assertThat(series("klarion_window_records"))
                .containsExactly(
                        "klarion_window_records{monitor=\"cards\",segment=\"country=DE\"} 1000.0",
                        "klarion_window_records{monitor=\"loans\",segment=\"country=FR\"} 1000.0");
    }

    @Test
    void featuresBeyondTheLimitShareASeriesAndAreCounted() {
        close();
        metrics = KlarionMetrics.create(QUARTER_PAST, new MetricsPlan(3, new TreeMap<>()));
        TaskView task = metrics.tasks().open("1_0");
        task.publish(verdict(0, "FR", stable("a"), stable("b"), drifted("c")), Set.of("c"));
        task.publish(verdict(0, "DE", stable("a"), stable("b")), Set.of("a"));

        assertThat(series("klarion_alerts_firing"))
                .containsExactly(
                        "klarion_alerts_firing{feature=\"(overflow)\",monitor=\"loans\",segment=\"(overflow)\"} 1.0",
                        "klarion_alerts_firing{feature=\"a\",monitor=\"loans\",segment=\"country=DE\"} 1.0",
                        "klarion_alerts_firing{feature=\"a\",monitor=\"loans\",segment=\"country=FR\"} 0.0",
                        "klarion_alerts_firing{feature=\"b\",monitor=\"loans\",segment=\"country=DE\"} 0.0");
        assertThat(series("klarion_feature_state"))
                .containsExactly(
                        "klarion_feature_state{feature=\"(overflow)\",monitor=\"loans\",segment=\"(overflow)\"} 1.0",
                        "klarion_feature_state{feature=\"a\",monitor=\"loans\",segment=\"country=DE\"} 0.0",
                        "klarion_feature_state{feature=\"a\",monitor=\"loans\",segment=\"country=FR\"} 0.0",
                        "klarion_feature_state{feature=\"b\",monitor=\"loans\",segment=\"country=DE\"} 0.0");
        assertThat(series("klarion_feature_series_omitted")).containsExactly("klarion_feature_series_omitted 2.0");
        assertThat(series("klarion_window_records")).hasSize(2);
    }

    @Test
    void negativeLimitIsRefused() {
        assertThatThrownBy(() -> new MetricsPlan(-1, new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feature series: must be at least 0, was -1");
    }

    @Test
    void monitorWithoutSegmentsHasAnEmptySegmentLabel() {
        metrics.tasks().open("1_0").publish(unsegmented(0, stable("age")), Set.of());

        assertThat(series("klarion_window_records"))
                .containsExactly("klarion_window_records{monitor=\"loans\",segment=\"\"} 1000.0");
    }

    @Test
    void slowestTaskDecidesTheWatermark() {
        metrics.tasks().open("1_0").watermark("loans", NOON, NOON + 90_000, true);
        metrics.tasks().open("1_1").watermark("loans", NOON + 60_000, NOON + 60_000, false);

        assertThat(series("klarion_watermark"))
                .containsExactly(
                        "klarion_watermark_lag_seconds{monitor=\"loans\"} 900.0",
                        "klarion_watermark_skew_seconds{monitor=\"loans\"} 90.0",
                        "klarion_watermark_stalled{monitor=\"loans\"} 1.0");
    }

    @Test
    void unknownWatermarkHasNoLag() {
        metrics.tasks().open("1_0").watermark("loans", WindowSpec.NO_WATERMARK, NOON, false);

        assertThat(series("klarion_watermark")).containsExactly("klarion_watermark_stalled{monitor=\"loans\"} 0.0");
    }

    @Test
    void countersAddUpOverPartitionsAndToTheRecordsRead() {
        StreamCounters counters = metrics.records();
        counters.tally(tally(0, 60, Map.of(MALFORMED, 3L), new OfMonitor(50, 7, 4)));
        counters.tally(tally(0, 40, Map.of(), new OfMonitor(40, 0, 0)));
        counters.tally(tally(1, 10, Map.of(TIME_FUTURE, 1L), new OfMonitor(9, 0, 1)));
        counters.finding(Suspicion.Kind.GAP, "loans");
        counters.finding(Suspicion.Kind.GAP, "loans");
        counters.finding(Suspicion.Kind.OVERLAP, "loans");
        counters.anomaly(Anomaly.REVISION_EXPIRED, "loans", 5);

        assertThat(series("klarion_records_total", "klarion_records_read", "klarion_integrity"))
                .containsExactly(
                        "klarion_integrity_gaps_total{monitor=\"loans\"} 2.0",
                        "klarion_integrity_overlaps_total{monitor=\"loans\"} 1.0",
                        "klarion_records_read_total{monitor=\"loans\"} 110.0",
                        "klarion_records_total{monitor=\"loans\",result=\"counted\"} 99.0",
                        "klarion_records_total{monitor=\"loans\",result=\"late\"} 7.0",
                        "klarion_records_total{monitor=\"loans\",result=\"rejected\"} 4.0");
        assertThat(series("klarion_records_rejected"))
                .hasSize(RejectReason.values().length)
                .contains(
                        "klarion_records_rejected_total{monitor=\"loans\",reason=\"malformed\"} 3.0",
                        "klarion_records_rejected_total{monitor=\"loans\",reason=\"time_future\"} 1.0",
                        "klarion_records_rejected_total{monitor=\"loans\",reason=\"too_large\"} 0.0");
        assertThat(series("klarion_records_partly", "klarion_records_unusable"))
                .containsExactly(
                        "klarion_records_partly_late_total{monitor=\"loans\"} 5.0",
                        "klarion_records_unusable_total{monitor=\"loans\",reason=\"impossible_delta\"} 0.0",
                        "klarion_records_unusable_total{monitor=\"loans\",reason=\"other_generation\"} 0.0",
                        "klarion_records_unusable_total{monitor=\"loans\",reason=\"partition_added\"} 0.0",
                        "klarion_records_unusable_total{monitor=\"loans\",reason=\"revision_expired\"} 5.0",
                        "klarion_records_unusable_total{monitor=\"loans\",reason=\"unknown_monitor\"} 0.0");
        assertThat(metrics.records().totals())
                .hasSize(2)
                .allSatisfy(totals ->
                        assertThat(totals.read()).isEqualTo(totals.counted() + totals.late() + totals.rejectedTotal()));
    }

    @Test
    void countersStartAtZeroWithTheFirstRecord() {
        metrics.records().tally(tally(0, 1, Map.of(), new OfMonitor(1, 0, 0)));

        assertThat(series("klarion_records_total", "klarion_integrity"))
                .containsExactly(
                        "klarion_integrity_gaps_total{monitor=\"loans\"} 0.0",
                        "klarion_integrity_overlaps_total{monitor=\"loans\"} 0.0",
                        "klarion_records_total{monitor=\"loans\",result=\"counted\"} 1.0",
                        "klarion_records_total{monitor=\"loans\",result=\"late\"} 0.0",
                        "klarion_records_total{monitor=\"loans\",result=\"rejected\"} 0.0");
    }

    @Test
    void everyMetricHasAHelpText() {
        metrics.tasks().open("1_0").publish(verdict(0, drifted("income")), Set.of());
        metrics.records().tally(tally(0, 1, Map.of(), new OfMonitor(1, 0, 0)));
        try (KafkaStreams streams = unstarted();
                KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(streams)) {
            metrics.observe(kafka);
            List<String> lines = text().lines().toList();
            Set<String> typed = names(lines, "# TYPE ");
            Set<String> helped = names(lines, "# HELP ");

            assertThat(helped).contains("klarion_divergence", "jvm_memory_used_bytes", "kafka_stream_client_state");
            typed.removeAll(helped);
            assertThat(typed).as("metrics without HELP").isEmpty();
        }
    }

    @Test
    void onlyTheKafkaMetricsThatMatterPass() {
        try (KafkaStreams streams = unstarted();
                KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(streams)) {
            metrics.observe(kafka);
            Set<String> shown = names(text().lines().toList(), "# TYPE kafka_");

            assertThat(shown)
                    .contains("stream_alive_stream_threads", "stream_client_state", "stream_thread_process_ratio")
                    .hasSizeLessThan(22);
            assertThat(series("kafka_")).hasSizeLessThan(60);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/plain; version=0.0.4; charset=utf-8",
        "'application/openmetrics-text; version=1.0.0', application/openmetrics-text; version=1.0.0; charset=utf-8",
    })
    void formatIsTheOneAskedFor(String accept, String contentType) {
        assertThat(metrics.scrape().scrape(accept.isEmpty() ? null : accept).contentType())
                .isEqualTo(contentType);
    }

    @Test
    void hostileNamesCannotBreakOutOfALabel() {
        metrics.tasks().open("1_0").publish(verdict(0, "x\"} 1\nfake 2", stable("a\\b")), Set.of());

        assertThat(series("klarion_feature_state"))
                .containsExactly("klarion_feature_state{feature=\"a\\\\b\",monitor=\"loans\","
                        + "segment=\"country=x\\\"} 1\\nfake 2\"} 0.0");
        assertThat(series("fake")).isEmpty();
    }

    private static Tally tally(int partition, long read, Map<RejectReason, Long> rejected, OfMonitor loans) {
        return new Tally(
                new SourcePartition("loans", partition), read, rejected, new TreeMap<>(Map.of("loans", loans)));
    }

    private String text() {
        return new String(metrics.scrape().scrape(null).body(), StandardCharsets.UTF_8);
    }

    private List<String> series(String... prefixes) {
        return text().lines()
                .filter(line -> List.of(prefixes).stream().anyMatch(line::startsWith))
                .sorted()
                .toList();
    }

    private static Set<String> names(List<String> lines, String prefix) {
        Set<String> names = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith(prefix)) {
                names.add(line.substring(prefix.length()).split(" ", 2)[0]);
            }
        }
        return names;
    }

    /** A client that is never started: it has its metrics, and no broker is asked for anything. */
    private static KafkaStreams unstarted() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in").to("out");
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.CLIENT_ID_CONFIG, "test-1");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        return new KafkaStreams(builder.build(), config);
    }
}
