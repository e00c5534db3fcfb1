package io.klarion.report.page;

import io.klarion.core.backtest.Change;
import io.klarion.core.backtest.Outcome;
import io.klarion.core.backtest.Raised;
import io.klarion.core.backtest.Score;
import io.klarion.core.backtest.Suggestion;
import io.klarion.core.backtest.WindowRange;
import io.klarion.report.Figures;
import io.klarion.report.SettingText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What other settings would have told, as HTML that needs no scripts: a table for each monitor, with a strip of time for each setting. */
final class TriedSettings {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 20;

    private final Map<String, List<Outcome>> monitors = new LinkedHashMap<>();

    TriedSettings(List<Outcome> outcomes) {
        outcomes.forEach(outcome -> monitors.computeIfAbsent(outcome.monitor(), absent -> new ArrayList<>())
                .add(outcome));
    }

    /** The section; empty when no settings were tried. */
    String html() {
        if (monitors.isEmpty()) {
            return "";
        }
        return "<section id=\"settings\" aria-labelledby=\"settings-title\">\n<h2 id=\"settings-title\">Settings tried</h2>\n"
                + monitors.entrySet().stream()
                        .map(monitor -> new OfMonitor(monitor.getKey(), monitor.getValue()).html())
                        .collect(Collectors.joining())
                + "</section>\n";
    }

    /* The settings of one monitor. */
    private static final class OfMonitor {

        private final String name;
        private final List<Outcome> outcomes;
        private final SettingText names;
        private final Optional<Suggestion> suggestion;
        private final WindowRange time;

        OfMonitor(String name, List<Outcome> outcomes) {
            this.name = name;
            this.outcomes = outcomes;
            this.names = SettingText.of(outcomes);
            this.suggestion = Suggestion.of(outcomes);
            this.time = outcomes.get(0).seen();
        }

        String html() {
            boolean isScored = outcomes.get(0).score().isPresent();
            StringBuilder html = new StringBuilder("<p>").append(advice()).append("</p>\n");
            html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Settings of ")
                    .append(text(name))
                    .append("\">\n<table class=\"settings\"><thead><tr><th scope=\"col\">Setting</th>")
                    .append("<th scope=\"col\">Alerts</th><th scope=\"col\">Features</th><th scope=\"col\">Again</th>")
                    .append("<th scope=\"col\">In alert</th>")
                    .append(
                            isScored
                                    ? "<th scope=\"col\">Found</th><th scope=\"col\">False</th><th scope=\"col\">Delay</th>"
                                    : "")
                    .append("<th scope=\"col\">When alerts fired</th></tr></thead>\n<tbody>\n");
            outcomes.forEach(outcome -> html.append(row(outcome)));
            html.append("</tbody></table></div>\n");
            html.append(
                    isScored
                            ? "<ul class=\"legend\"><li><i class=\"swatch alert-time\"></i>an alert fired</li>"
                                    + "<li><i class=\"swatch change-time\"></i>known to have changed</li></ul>\n"
                            : "");
            return html.toString();
        }

        private String advice() {
            String of = "<b>" + text(name) + "</b>: ";
            return suggestion
                    .map(best ->
                            of + "take <b>" + text(names.name(best.outcome())) + "</b>: " + text(best.reason()) + ".")
                    .orElse(of + "nothing to suggest.");
        }

        private String row(Outcome outcome) {
            boolean isSuggested =
                    suggestion.filter(best -> best.outcome().equals(outcome)).isPresent();
            StringBuilder html = new StringBuilder(isSuggested ? "<tr class=\"suggested\">" : "<tr>");
            html.append("<th scope=\"row\">").append(text(names.name(outcome)));
            if (outcome.isConfigured() || isSuggested) {
                html.append("<small>")
                        .append(outcome.isConfigured() ? "configured" : "")
                        .append(outcome.isConfigured() && isSuggested ? ", " : "")
                        .append(isSuggested ? "suggested" : "")
                        .append("</small>");
            }
            html.append("</th>");
            cell(html, Figures.count(outcome.alerts().size()));
            cell(html, Figures.count(outcome.series()));
            cell(html, Figures.count(outcome.again()));
            cell(html, PageText.share(outcome.windows().shareInAlert()));
            outcome.score().ifPresent(score -> score(html, score));
            return html.append("<td class=\"strip-cell\">")
                    .append(strip(outcome))
                    .append("</td></tr>\n")
                    .toString();
        }

        private static void score(StringBuilder html, Score score) {
            cell(html, score.found() + " of " + score.changes());
            cell(html, Figures.count(score.falseAlarms()));
            cell(
                    html,
                    score.medianDelay().isPresent()
                            ? SettingText.span(score.medianDelay().getAsLong())
                            : "");
        }

        private static void cell(StringBuilder html, String text) {
            html.append("<td>").append(Html.text(text)).append("</td>");
        }

        private String strip(Outcome outcome) {
            StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 ")
                    .append(WIDTH)
                    .append(' ')
                    .append(HEIGHT)
                    .append("\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
                    .append(text(outcome.first()
                            .map(first -> "first alert: " + first.feature() + " from " + PageText.time(first.onset()))
                            .orElse("no alert")))
                    .append("\">");
            outcome.score()
                    .ifPresent(score -> score.findings().forEach(finding -> svg.append(change(finding.change()))));
            firing(outcome).forEach(span -> svg.append(rectangle("firing", span.from(), span.to(), 8, 10)));
            return svg.append("</svg>").toString();
        }

        private String change(Change change) {
            return rectangle("change", change.from(), change.to().orElse(time.to()), 0, HEIGHT);
        }

        /* Times in which some alert fired, merged. */
        private List<WindowRange> firing(Outcome outcome) {
            List<WindowRange> spans = new ArrayList<>();
            List<Raised> alerts = outcome.alerts().stream()
                    .sorted(Comparator.comparingLong(Raised::fired))
                    .toList();
            for (Raised alert : alerts) {
                WindowRange span =
                        new WindowRange(alert.fired(), alert.resolved().orElse(time.to()));
                WindowRange last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
                if (last != null && span.from() < last.to()) {
                    spans.set(spans.size() - 1, new WindowRange(last.from(), Math.max(last.to(), span.to())));
                } else {
                    spans.add(span);
                }
            }
            return spans;
        }

        private String rectangle(String of, long from, long to, int y, int height) {
            double span = Math.max(1, time.to() - time.from());
            double left = WIDTH * Math.max(0, Math.min(1, (from - time.from()) / span));
            double right = WIDTH * Math.max(0, Math.min(1, (to - time.from()) / span));
            return String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    of,
                    left,
                    y,
                    Math.max(3, right - left),
                    height);
        }

        private static String text(String text) {
            return Html.text(PageText.safe(text));
        }
    }
}
