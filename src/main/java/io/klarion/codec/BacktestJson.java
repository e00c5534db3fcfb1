package io.klarion.codec;

import io.klarion.core.backtest.Change;
import io.klarion.core.backtest.Outcome;
import io.klarion.core.backtest.Raised;
import io.klarion.core.backtest.Score;
import io.klarion.core.backtest.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The outcomes of a backtest as {@code backtest.json}: one object with the {@code monitors}, each with its {@code settings} and,
 * where there is one, the {@code suggestion}. What features of a setting do not agree on is left out. Durations are ISO-8601.
 */
public final class BacktestJson {

    private static final int LINED_LEVELS = 4;

    private static final JsonMapper JSON = new JsonMapper();

    private BacktestJson() {}

    /**
     * The JSON text, one line a setting, ending in a line break.
     *
     * @param outcomes of all monitors; the order of each monitor's is kept
     */
    public static String text(List<Outcome> outcomes) {
        Map<String, List<Outcome>> monitors = new TreeMap<>();
        outcomes.forEach(outcome -> monitors.computeIfAbsent(outcome.monitor(), absent -> new ArrayList<>())
                .add(outcome));
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("monitors");
        monitors.forEach((name, of) -> monitor(name, of, list.addObject()));
        return JSON.writer().with(new OuterLinesPrinter(LINED_LEVELS)).writeValueAsString(root) + "\n";
    }

    private static void monitor(String name, List<Outcome> outcomes, ObjectNode node) {
        node.put("monitor", Json.wellFormed(name));
        ArrayNode settings = node.putArray("settings");
        outcomes.forEach(outcome -> outcome(outcome, settings.addObject()));
        Suggestion.of(outcomes).ifPresent(suggestion -> {
            ObjectNode of = node.putObject("suggestion");
            of.put("setting", outcomes.indexOf(suggestion.outcome()));
            setting(suggestion.outcome(), of);
            of.put("reason", suggestion.reason());
        });
    }

    private static void setting(Outcome outcome, ObjectNode node) {
        node.put("configured", outcome.isConfigured());
        node.put("window", Duration.ofMillis(outcome.judged().window().size()).toString());
        outcome.measure().ifPresent(measure -> node.put("measure", measure.key()));
        number("threshold", outcome.threshold(), node);
        number("confidence", outcome.confidence(), node);
    }

    private static void outcome(Outcome outcome, ObjectNode node) {
        setting(outcome, node);
        ObjectNode range = node.putObject("range");
        time("start", OptionalLong.of(outcome.seen().from()), range);
        time("end", OptionalLong.of(outcome.seen().to()), range);
        node.put("windows", outcome.windows().all());
        node.put("windows_judged", outcome.windows().judged());
        node.put("windows_insufficient", outcome.windows().unsure());
        node.put("windows_in_alert", outcome.windows().inAlert());
        node.put("windows_of_other_cells", outcome.windows().otherCells());
        node.put("alerts", outcome.alerts().size());
        node.put("alerting_features", outcome.series());
        node.put("alerts_again", outcome.again());
        time("first_onset", outcome.firstOnset(), node);
        outcome.score().ifPresent(score -> score(score, node));
        ArrayNode raised = node.putArray("raised");
        outcome.alerts().forEach(alert -> raised(alert, raised.addObject()));
    }

    private static void score(Score score, ObjectNode node) {
        node.put("changes", score.changes());
        node.put("found", score.found());
        node.put("missed", score.missed());
        node.put("false_alarms", score.falseAlarms());
        score.medianDelay()
                .ifPresent(delay ->
                        node.put("median_delay", Duration.ofMillis(delay).toString()));
        ArrayNode findings = node.putArray("findings");
        for (Score.Finding finding : score.findings()) {
            ObjectNode of = findings.addObject();
            change(finding.change(), of);
            time("told", finding.told(), of);
            finding.delay().ifPresent(delay -> {
                of.put("delay", Duration.ofMillis(delay).toString());
                of.put("windows_late", finding.windowsLate());
            });
        }
    }

    private static void change(Change change, ObjectNode node) {
        time("from", OptionalLong.of(change.from()), node);
        time("to", change.to(), node);
        if (!change.segment().isEmpty()) {
            node.put("segment", Json.wellFormed(change.segment()));
        }
        if (!change.features().isEmpty()) {
            ArrayNode features = node.putArray("features");
            change.features().stream().sorted().forEach(feature -> features.add(Json.wellFormed(feature)));
        }
    }

    private static void raised(Raised alert, ObjectNode node) {
        node.put("segment", Json.wellFormed(alert.segment()));
        node.put("feature", Json.wellFormed(alert.feature()));
        node.put("kind", alert.kind().key());
        time("onset", OptionalLong.of(alert.onset()), node);
        time("fired", OptionalLong.of(alert.fired()), node);
        time("resolved", alert.resolved(), node);
    }

    private static void number(String name, OptionalDouble value, ObjectNode node) {
        value.ifPresent(of -> node.put(name, of));
    }

    private static void time(String name, OptionalLong time, ObjectNode node) {
        time.ifPresent(of -> node.put(name, Instant.ofEpochMilli(of).toString()));
    }
}
