package io.klarion.report;

import io.klarion.core.backtest.Outcome;
import io.klarion.core.backtest.Raised;
import io.klarion.core.backtest.Score;
import io.klarion.core.backtest.Suggestion;
import io.klarion.report.TextTable.Align;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the settings that were tried on one monitor would have told, as a page of text. */
public final class BacktestTable {

    private static final String INDENT = "  ";

    private final List<Outcome> outcomes;
    private final SettingText names;
    private final boolean isScored;
    private final Optional<Suggestion> suggestion;

    private BacktestTable(List<Outcome> outcomes) {
        this.outcomes = outcomes;
        this.names = SettingText.of(outcomes);
        this.isScored = outcomes.stream().anyMatch(outcome -> outcome.score().isPresent());
        this.suggestion = Suggestion.of(outcomes);
    }

    /** One line a setting, then which to take and why. */
    public static String text(List<Outcome> outcomes) {
        BacktestTable table = new BacktestTable(outcomes);
        return table.head() + table.table().text(INDENT) + table.advice();
    }

    private String head() {
        Outcome first = outcomes.get(0);
        String changes = first.score()
                .map(score -> ", " + score.changes() + (score.changes() == 1 ? " known change" : " known changes"))
                .orElse("");
        String range = first.windows().all() == 0
                ? "no window"
                : Instant.ofEpochMilli(first.seen().from()) + " to "
                        + Instant.ofEpochMilli(first.seen().to()) + ", "
                        + Figures.count(first.windows().all()) + " windows of features";
        return PrintableText.of(first.monitor()) + "  " + range + changes + "\n";
    }

    private TextTable table() {
        TextTable table = new TextTable().column("threshold", Align.RIGHT);
        if (names.measures()) {
            table.column("measure", Align.LEFT);
        }
        if (names.confidences()) {
            table.column("confidence", Align.RIGHT);
        }
        if (names.windows()) {
            table.column("window", Align.RIGHT);
        }
        table.column("alerts", Align.RIGHT)
                .column("features", Align.RIGHT)
                .column("again", Align.RIGHT)
                .column("in alert", Align.RIGHT)
                .column("too little data", Align.RIGHT);
        if (isScored) {
            table.column("found", Align.RIGHT).column("false", Align.RIGHT).column("delay", Align.RIGHT);
        }
        table.column("first onset", Align.LEFT).column("", Align.LEFT);
        outcomes.forEach(outcome -> table.row(row(outcome).toArray(String[]::new)));
        return table;
    }

    private List<String> row(Outcome outcome) {
        List<String> row = new ArrayList<>();
        row.add(SettingText.threshold(outcome));
        if (names.measures()) {
            row.add(SettingText.measure(outcome));
        }
        if (names.confidences()) {
            row.add(SettingText.confidence(outcome));
        }
        if (names.windows()) {
            row.add(SettingText.window(outcome));
        }
        long all = Math.max(1, outcome.windows().all());
        row.add(Figures.count(outcome.alerts().size()));
        row.add(Figures.count(outcome.series()));
        row.add(Figures.count(outcome.again()));
        row.add(Figures.percent(outcome.windows().shareInAlert()));
        row.add(Figures.percent((double) outcome.windows().unsure() / all));
        if (isScored) {
            outcome.score().ifPresent(score -> row.addAll(score(score)));
        }
        row.add(outcome.first().map(BacktestTable::onset).orElse(""));
        row.add(mark(outcome));
        return row;
    }

    private static List<String> score(Score score) {
        return List.of(
                score.found() + " of " + score.changes(),
                Figures.count(score.falseAlarms()),
                score.medianDelay().isPresent()
                        ? SettingText.span(score.medianDelay().getAsLong())
                        : "");
    }

    private static String onset(Raised alert) {
        String segment = alert.segment().isEmpty() ? "" : " in " + PrintableText.of(alert.segment());
        return Instant.ofEpochMilli(alert.onset()) + " " + PrintableText.of(alert.feature()) + segment;
    }

    private String mark(Outcome outcome) {
        boolean isSuggested =
                suggestion.filter(best -> best.outcome().equals(outcome)).isPresent();
        return (outcome.isConfigured() ? "configured" : "")
                + (outcome.isConfigured() && isSuggested ? ", " : "")
                + (isSuggested ? "suggested" : "");
    }

    private String advice() {
        return suggestion
                .map(best -> "Suggested: " + names.name(best.outcome()) + ": " + best.reason() + "\n")
                .orElse("Nothing to suggest: "
                        + (outcomes.size() < 2 ? "one setting alone" : "no window could be judged") + "\n");
    }
}
