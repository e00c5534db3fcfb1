package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.backtest.Outcome;
import io.klarion.core.backtest.SampleTrials;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.divergence.Measure;
import io.klarion.core.monitor.MonitorSummary;
import io.klarion.core.monitor.MonitorSummary.Details;
import io.klarion.core.monitor.MonitorSummary.OfFeature;
import io.klarion.core.monitor.MonitorSummary.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of {@code summary.json} and {@code backtest.json} hold what is really written, and nothing else. */
class RunSchemaTest {

    private static final ShippedSchema SUMMARY = new ShippedSchema("summary");
    private static final ShippedSchema BACKTEST = new ShippedSchema("backtest");

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static JsonNode summary() {
        OfFeature income = new OfFeature(
                12,
                3,
                1,
                OptionalLong.of(1_767_268_800_000L),
                0.31,
                new Details(
                        Stream.of(FeatureState.values()).collect(Collectors.toMap(state -> state, state -> 2L)),
                        OptionalDouble.of(0.27),
                        1));
        return json(SummaryJson.text(List.of(new MonitorSummary(
                "loans", Optional.of(new Records(1004, 1000, 3, 1)), 12, 1, new TreeMap<>(Map.of("income", income))))));
    }

    private static JsonNode backtest(Outcome... outcomes) {
        return json(BacktestJson.text(List.of(outcomes)));
    }

    private static JsonNode scored() {
        return backtest(SampleTrials.scored(0.05, 1, 0), SampleTrials.full(0.1));
    }

    @Test
    void aSummaryObeysItsSchema() {
        OfFeature still = new OfFeature(0, 0, 0, OptionalLong.empty(), Double.POSITIVE_INFINITY, Details.NONE);
        MonitorSummary bare = new MonitorSummary("m", Optional.empty(), 0, 0, new TreeMap<>(Map.of("x", still)));

        assertThat(SUMMARY.problems(summary())).isEmpty();
        assertThat(SUMMARY.problems(json(SummaryJson.text(List.of(bare))))).isEmpty();
        assertThat(SUMMARY.problems(json(SummaryJson.text(List.of())))).isEmpty();
    }

    @Test
    void aBacktestObeysItsSchema() {
        assertThat(BACKTEST.problems(scored())).isEmpty();
        assertThat(BACKTEST.problems(backtest(SampleTrials.scored(0.05, 0, -1))))
                .isEmpty();
        assertThat(BACKTEST.problems(backtest(SampleTrials.quiet(0.3)))).isEmpty();
    }

    @Test
    void noFieldMayBeWrong() {
        Map<String, JsonNode> summaries = SchemaMutants.of(
                summary(),
                Stream.concat(
                                Stream.of("first_onset", "highest_lower"),
                                Stream.of(FeatureState.values()).map(FeatureState::name))
                        .toList());
        Map<String, JsonNode> backtests = SchemaMutants.of(
                scored(),
                List.of(
                        "suggestion",
                        "measure",
                        "threshold",
                        "confidence",
                        "first_onset",
                        "median_delay",
                        "to",
                        "segment",
                        "features",
                        "resolved"));

        assertThat(summaries).hasSizeGreaterThan(60);
        assertThat(SUMMARY.accepted(summaries)).isEmpty();
        assertThat(backtests).hasSizeGreaterThan(150);
        assertThat(BACKTEST.accepted(backtests)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            summary  | /monitors/0/records                         | -1
            summary  | /monitors/0/windows                         | 1.5
            summary  | /monitors/0/features/0/highest              | "NaN"
            summary  | /monitors/0/features/0/first_onset          | "2026-01-01"
            summary  | /monitors/0/features/0/windows_by_state     | {"GONE": 1}
            summary  | /monitors/0/features/0/windows_by_state     | {"DRIFT": 0}
            backtest | /monitors/0/settings                        | []
            backtest | /monitors/0/settings/0/window               | "30m"
            backtest | /monitors/0/settings/0/window               | "PT"
            backtest | /monitors/0/settings/0/threshold            | -0.1
            backtest | /monitors/0/settings/0/confidence           | 1
            backtest | /monitors/0/settings/0/measure              | "jeffreys"
            backtest | /monitors/0/settings/0/range/start          | "2026-01-01T00:00:00+01:00"
            backtest | /monitors/0/settings/0/raised/0/kind        | "sudden"
            backtest | /monitors/0/settings/0/findings/0/delay     | 5
            backtest | /monitors/0/settings/1/findings/0/features  | []
            backtest | /monitors/0/suggestion/setting              | -1
            """)
    void noValueMayBeOutOfItsRange(String which, String pointer, String value) {
        boolean isSummary = which.equals("summary");
        JsonNode mutant = SchemaMutants.with(isSummary ? summary() : scored(), pointer, value);

        assertThat((isSummary ? SUMMARY : BACKTEST).problems(mutant)).isNotEmpty();
    }

    @Test
    void theSchemasKnowExactlyTheFieldsThatAreWritten() {
        JsonNode summary = summary();
        JsonNode backtest = scored();

        sameFields(summary.at("/monitors/0"), SUMMARY, "monitor");
        sameFields(summary.at("/monitors/0/features/0"), SUMMARY, "feature");
        sameFields(backtest.at("/monitors/0"), BACKTEST, "monitor");
        sameFields(backtest.at("/monitors/0/settings/1"), BACKTEST, "setting");
        sameFields(backtest.at("/monitors/0/settings/1/findings/0"), BACKTEST, "finding");
        sameFields(backtest.at("/monitors/0/settings/1/raised/0"), BACKTEST, "raised");
        sameFields(backtest.at("/monitors/0/settings/1/range"), BACKTEST, "range");
        sameFields(backtest.at("/monitors/0/suggestion"), BACKTEST, "suggestion");
        assertThat(BACKTEST.at("/$defs/setting/properties/measure/enum")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Stream.of(Measure.values()).map(Measure::key).toList());
        assertThat(SUMMARY.at("/$defs/feature/properties/windows_by_state/properties")
                        .propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(FeatureState.values()).map(FeatureState::name).toList());
    }

    private static void sameFields(JsonNode written, ShippedSchema schema, String of) {
        assertThat(written.propertyNames())
                .containsExactlyElementsOf(
                        schema.at("/$defs/" + of + "/properties").propertyNames());
    }
}
