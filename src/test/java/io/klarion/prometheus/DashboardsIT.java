package io.klarion.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.codec.VerdictJson;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.demo.DemoConfig;
import io.klarion.faults.JavaProcess;
import io.klarion.topology.TopicReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every query of every dashboard, asked of a real Prometheus that scrapes the demo: a real broker, a stream in which
 * incomes double 16 s after its start.
 */
class DashboardsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern VARIABLE_QUERY = Pattern.compile("label_values\\((.*), ([a-z]+)\\)");
    private static final List<String> FEATURES = List.of("income", "channel");

    @TempDir
    static Path directory;

    private static JavaProcess demo;
    private static PrometheusServer prometheus;
    private static String broker;
    /* Seconds: windows are closed and nothing has drifted; drift is shown. */
    private static double calm;
    private static double drifted;

    @BeforeAll
    static void playUntilTheDriftIsShown() throws IOException {
        Programs.require("prometheus");
        Path log = directory.resolve("demo");
        demo = JavaProcess.start(
                new JavaProcess.Command(List.of(), List.of("-Xmx768m"), "io.klarion.cli.Klarion"),
                List.of("demo", "--port", "0", "--seconds", "600"),
                log);
        URI metrics = URI.create(await("the demo says where its metrics are")
                .atMost(PATIENCE)
                .until(() -> said("metrics +(http\\S+)"), text -> !text.isEmpty()));
        broker = said("broker +([^, ]+:\\d+)");
        prometheus = PrometheusServer.scraping(metrics, directory);
        calm = await("windows are closed")
                .atMost(PATIENCE)
                .until(
                        () -> time("min(klarion_window_closed_timestamp_seconds) and count(klarion_divergence) > 20"),
                        time -> time > 0);
        drifted = await("drift is shown, and the garbage collector has run")
                .atMost(PATIENCE)
                .until(
                        () -> time(
                                "sum(klarion_alerts_critical{feature=\"income\"}) > 0 and sum(jvm_gc_pause_seconds_count) > 0"
                                        + " and sum(klarion_alarm_budget_spent) > 0"),
                        time -> time > calm + 5);
    }

    @AfterAll
    static void end() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (demo != null && demo.isAlive()) {
            demo.terminate();
            demo.awaitExit(Duration.ofSeconds(60));
        }
    }

    @Test
    void everyPanelHasData() {
        List<String> empty = new ArrayList<>();
        for (Dashboards.Query query : Dashboards.queries()) {
            boolean hasData = FEATURES.stream().anyMatch(feature -> {
                String expression = filled(query.expression(), feature);
                PrometheusServer.Answer answer = query.isInstant()
                        ? prometheus.at(drifted, expression)
                        : prometheus.between(calm, drifted, expression);
                return answer.isSuccess() && !answer.series().isEmpty();
            });
            if (!hasData) {
                empty.add(query.toString());
            }
        }
        assertThat(empty).isEmpty();
    }

    @Test
    void everyVariableAndAnnotationHasData() {
        for (JsonNode dashboard : Dashboards.all()) {
            assertThat(Dashboards.variables(dashboard)).allSatisfy(variable -> {
                Matcher asked =
                        VARIABLE_QUERY.matcher(variable.at("/query/query").stringValue());
                assertThat(asked.matches()).isTrue();
                assertThat(prometheus.labelValues(asked.group(2), filled(asked.group(1), FEATURES.get(0))))
                        .isNotEmpty();
            });
            assertThat(Dashboards.annotations(dashboard))
                    .allSatisfy(expression -> assertThat(prometheus
                                    .at(drifted, filled(expression, FEATURES.get(0)))
                                    .series())
                            .isNotEmpty());
        }
    }

    @Test
    void panelsOfDriftDifferBeforeAndAfterIt() {
        List<String> panels = List.of(
                "Features in drift",
                "Alerts firing",
                "What is drifting now",
                "Top movers",
                "States",
                "False-alarm budget spent",
                "Divergence, its bounds and its threshold",
                "Window: values by cell");
        for (String panel : panels) {
            List<Dashboards.Query> queries = Dashboards.queries().stream()
                    .filter(query -> query.panel().equals(panel))
                    .toList();
            assertThat(queries).as(panel).isNotEmpty();
            String expression = filled(queries.get(0).expression(), "income");

            assertThat(values(prometheus.at(drifted, expression)))
                    .as(panel)
                    .isNotEqualTo(values(prometheus.at(calm, expression)));
        }
        assertThat(prometheus
                        .at(calm, filled(expressions("What is drifting now").get(0), ""))
                        .series())
                .isEmpty();
    }

    @Test
    void panelsOfAFeatureShowWhatTheVerdictsSay() {
        List<Double> times = List.of(calm, (calm + drifted) / 2, drifted);
        Map<String, Verdict> verdicts = await("verdicts that metrics were quicker than are committed")
                .atMost(PATIENCE)
                .until(DashboardsIT::verdicts, known -> known.keySet().containsAll(closed(times)));
        List<String> expressions = Stream.of(
                        "Divergence, its bounds and its threshold", "State by segment", "Missing", "Records a window")
                .flatMap(panel -> expressions(panel).stream())
                .filter(expression -> expression.startsWith("klarion_")) // as it is, and not the greatest or the sum
                .distinct()
                .toList();
        int compared = 0;
        for (double time : times) {
            for (JsonNode closed : prometheus
                    .at(time, "klarion_window_closed_timestamp_seconds")
                    .series()) {
                String segment = closed.at("/metric/segment").stringValue();
                Verdict verdict = Objects.requireNonNull(verdicts.get(window(closed)));
                for (FeatureVerdict feature : verdict.features()) {
                    Map<String, String> shown = new TreeMap<>();
                    expressions.forEach(expression -> prometheus
                            .at(
                                    time,
                                    filled(expression, feature.feature())
                                            .replace("segment=~\".*\"", "segment=\"" + segment + "\""))
                            .series()
                            .forEach(series -> shown.put(
                                    series.at("/metric/__name__").stringValue(),
                                    series.at("/value/1").stringValue())));

                    assertThat(shown).isEqualTo(expected(verdict, feature));
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(3 * 2 * 12);
    }

    @Test
    void rulesAskForMetricsThatThereAre() throws IOException {
        String rules = Files.readString(Path.of("config/prometheus/klarion.rules.yml"));
        List<String> there = prometheus.labelValues("__name__", "{job=\"klarion\"}");
        Matcher names = Pattern.compile("(?<![:a-z_])(klarion|kafka)_[a-z_]+(?=[^a-z_.])")
                .matcher(rules.replaceAll("(?m)^ *#.*|http\\S+", ""));
        List<String> missing = new ArrayList<>();
        while (names.find()) {
            // the demo tells nobody; EndToEndIT does
            if (!there.contains(names.group()) && !names.group().startsWith("klarion_notifications_")) {
                missing.add(names.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void scrapesAreCompleteAndTheRulesAreEvaluated() {
        assertThat(values(prometheus.at(drifted, "up"))).containsValue("1");
        assertThat(values(prometheus.at(drifted, "scrape_samples_scraped > 300")))
                .isNotEmpty();
        JsonNode groups = prometheus.get("rules", Map.of()).body().at("/data/groups");
        assertThat(groups)
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group.get("rules"))
                        .allSatisfy(rule ->
                                assertThat(rule.get("health").stringValue()).isEqualTo("ok")));
        // rules are evaluated up to a second after the scrape that they judge
        await("the rule on critical drift fires")
                .atMost(PATIENCE)
                .until(() -> !prometheus
                        .at(drifted + 2, "ALERTS{alertname=\"KlarionDriftCritical\",feature=\"income\"}")
                        .series()
                        .isEmpty());
    }

    private static Map<String, Verdict> verdicts() {
        Map<String, Verdict> verdicts = new HashMap<>();
        new TopicReader(Map.of("bootstrap.servers", broker)).read("klarion.verdicts", record -> {
            Verdict verdict = VerdictJson.read(record.value());
            verdicts.put(verdict.segment().text(verdict.segmentNames()) + "@" + verdict.end(), verdict);
        });
        return verdicts;
    }

    private static List<String> closed(List<Double> times) {
        return times.stream()
                .flatMap(time -> prometheus.at(time, "klarion_window_closed_timestamp_seconds").series().stream())
                .map(DashboardsIT::window)
                .toList();
    }

    private static String window(JsonNode closed) {
        long end = Math.round(Double.parseDouble(closed.at("/value/1").stringValue()) * 1000);
        return closed.at("/metric/segment").stringValue() + "@" + end;
    }

    /* Prometheus writes a number as shortly as it can be read back. */
    private static Map<String, String> expected(Verdict verdict, FeatureVerdict feature) {
        Map<String, String> expected = new TreeMap<>();
        put(expected, "klarion_window_records", OptionalDouble.of((double) verdict.records()));
        put(expected, "klarion_feature_missing_ratio", OptionalDouble.of((double) feature.missing() / feature.n()));
        put(expected, "klarion_feature_state", OptionalDouble.of(number(feature.state())));
        put(expected, "klarion_divergence", feature.estimate());
        put(expected, "klarion_divergence_lower", feature.lower());
        put(expected, "klarion_divergence_upper", feature.upper());
        put(
                expected,
                "klarion_divergence_threshold",
                OptionalDouble.of(feature.spec().threshold()));
        return expected;
    }

    private static int number(FeatureState state) {
        return switch (state) {
            case DRIFT -> 1;
            case STABLE -> 0;
            case INSUFFICIENT_DATA -> -1;
            case NO_DATA -> -2;
            case NO_REFERENCE -> -3;
        };
    }

    private static void put(Map<String, String> expected, String name, OptionalDouble value) {
        value.ifPresent(known -> expected.put(name, shortest(known)));
    }

    private static String shortest(double value) {
        String text =
                new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        return value == 0 ? "0" : text;
    }

    private static List<String> expressions(String panel) {
        return Dashboards.queries().stream()
                .filter(query -> query.panel().equals(panel))
                .map(Dashboards.Query::expression)
                .toList();
    }

    private static Map<String, String> values(PrometheusServer.Answer answer) {
        Map<String, String> values = new TreeMap<>();
        answer.series()
                .forEach(series -> values.put(
                        series.get("metric").toString(), series.at("/value/1").stringValue()));
        return values;
    }

    /* The variables as Grafana fills them in: where one value is compared, the demo's monitor and this feature, else all. */
    private static String filled(String expression, String feature) {
        return expression
                .replace("$__rate_interval", "15s")
                .replace("$__range", "1m")
                .replace("=\"$monitor\"", "=\"" + DemoConfig.MONITOR + "\"")
                .replace("$feature", feature)
                .replaceAll("\\$(monitor|segment|measure|job|instance)", ".*");
    }

    /* The time of the newest scrape at which this holds; 0 for none. */
    private static double time(String expression) {
        List<JsonNode> series = prometheus
                .get(
                        "query",
                        Map.of("query", "timestamp(klarion_feature_series_omitted) and on () (" + expression + ")"))
                .series();
        return series.isEmpty()
                ? 0
                : Double.parseDouble(series.get(0).at("/value/1").stringValue());
    }

    private static String said(String pattern) throws IOException {
        Path out = directory.resolve("demo.out");
        Matcher matcher = Pattern.compile(pattern).matcher(Files.exists(out) ? Files.readString(out) : "");
        return matcher.find() ? matcher.group(1) : "";
    }
}
