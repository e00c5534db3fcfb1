package io.klarion.report.page;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.detect.Completeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The parts of the page that can be read without scripts, as HTML. */
final class PageSections {

    private static final int ALERTS_AT_ONCE = 5;
    private static final int MOST_ALERTS = 300;
    private static final int BAR = 200;

    private final PageData data;
    private final Headline headline;

    PageSections(PageData data, Headline headline) {
        this.data = data;
        this.headline = headline;
    }

    /** What was looked at: monitors, range, windows. */
    String scope() {
        List<String> lines = new ArrayList<>();
        data.survey().monitors().forEach((name, of) -> {
            if (!of.startsByEnd().isEmpty()) {
                lines.add("<li><b>" + text(name) + "</b> "
                        + PageText.time(of.startsByEnd().values().iterator().next()) + " – "
                        + PageText.time(of.startsByEnd().lastKey()) + ", "
                        + PageText.count(of.startsByEnd().size(), "window", "windows")
                        + (of.segments().size() > 1
                                ? ", " + PageText.count(of.segments().size(), "segment", "segments")
                                : "")
                        + "</li>");
            }
        });
        return String.join("\n", lines);
    }

    String facts() {
        StringBuilder html = new StringBuilder();
        for (Headline.Fact fact : headline.facts()) {
            html.append("<div class=\"fact\"><dt>")
                    .append(text(fact.name()))
                    .append("</dt><dd data-fact=\"")
                    .append(fact.key())
                    .append("\">")
                    .append(Html.dated(PageText.safe(fact.text())))
                    .append("</dd></div>\n");
        }
        return html.toString();
    }

    /** The cells that moved most, as bars: the reference above, the window below. */
    String moved() {
        double most = headline.moved().stream()
                .mapToDouble(cell -> Math.max(cell.window(), cell.reference()))
                .max()
                .orElse(1);
        StringBuilder html = new StringBuilder();
        for (MovedCell cell : headline.moved()) {
            html.append("<li><span class=\"cell\">")
                    .append(text(cell.cell()))
                    .append("</span><svg viewBox=\"0 0 ")
                    .append(BAR)
                    .append(" 22\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
                    .append(bar("reference", 2, cell.reference() / most))
                    .append(bar("window", 12, cell.window() / most))
                    .append("</svg><span class=\"shares\">")
                    .append(PageText.share(cell.reference()).replace("<", "&lt;"))
                    .append(" → <b>")
                    .append(PageText.share(cell.window()).replace("<", "&lt;"))
                    .append("</b></span></li>\n");
        }
        return html.toString();
    }

    private static String bar(String of, int y, double share) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%.1f\" height=\"8\"/>",
                of,
                y,
                Math.max(1, BAR * share));
    }

    /** All alerts, the weightiest first; most of them folded away. */
    String alerts() {
        List<AlertSpan> alerts = data.alerts();
        StringBuilder html = new StringBuilder("<ol class=\"alerts\">\n");
        for (int i = 0; i < Math.min(alerts.size(), MOST_ALERTS); i++) {
            if (i == ALERTS_AT_ONCE) {
                html.append("</ol>\n<details><summary>")
                        .append(PageText.count(alerts.size() - (long) i, "more alert", "more alerts"))
                        .append("</summary><ol class=\"alerts\" start=\"")
                        .append(i + 1)
                        .append("\">\n");
            }
            html.append(alert(alerts.get(i)));
        }
        html.append(alerts.size() > ALERTS_AT_ONCE ? "</ol></details>\n" : "</ol>\n");
        return html.toString();
    }

    private String alert(AlertSpan alert) {
        Alert fired = alert.fired();
        int place = data.placeOf(alert.series());
        String name = "<b>" + Html.text(PageText.name(alert.series())) + "</b>";
        String severity = alert.severity().name().toLowerCase(Locale.ROOT);
        return "<li><span class=\"tag " + severity + "\">▲ " + severity
                + (fired.kind() == AlertKind.DRIFT ? "" : ", " + fired.kind().key()) + "</span> "
                + (place < 0
                        ? name
                        : "<button class=\"link\" data-series=\"" + place + "\" data-at=\"" + fired.windowEnd() + "\">"
                                + name + "</button>")
                + " <span class=\"when\">"
                + Html.dated(PageText.time(fired.onsetStart()) + " – "
                        + (alert.resolvedAt().isPresent()
                                ? PageText.time(alert.resolvedAt().getAsLong())
                                : "end of data"))
                + "</span><br>" + text(fired.summary()) + "</li>\n";
    }

    /** What the reader must know to judge the page: what was left out, what is uncertain. */
    String notes() {
        List<String> notes = new ArrayList<>();
        data.survey().monitors().forEach((name, of) -> notes(name, of, notes));
        if (data.selection().leftOut() > 0) {
            notes.add(PageText.count(data.selection().leftOut(), "series is", "series are")
                    + " left out, as a page holds only so much: those that stand least above their thresholds."
                    + " summary.json and verdicts.jsonl have all.");
        }
        if (data.alerts().size() > MOST_ALERTS) {
            notes.add("Only the " + MOST_ALERTS + " weightiest alerts are listed. alerts.jsonl has all.");
        }
        return String.join(
                "\n", notes.stream().map(note -> "<li>" + text(note) + "</li>").toList());
    }

    private void notes(String name, MonitorSurvey of, List<String> notes) {
        notes.add(name + " was compared with reference " + String.join(", ", of.references()) + ".");
        int each = data.selection().columnsOf(name).windowsEach();
        if (each > 1) {
            notes.add(name + " has more windows than fit: each column stands for " + each
                    + " windows and shows the one that stands furthest above its threshold.");
        }
        for (Completeness not : Completeness.values()) {
            if (not != Completeness.COMPLETE && of.windows(not) > 0) {
                notes.add(PageText.count(of.windows(not), "window", "windows") + " of " + name + " "
                        + (of.windows(not) == 1 ? "is " : "are ") + not.name() + ".");
            }
        }
        if (of.late() > 0) {
            notes.add(PageText.count(of.late(), "record", "records") + " of " + name + " came too late for a window.");
        }
    }

    private static String text(String text) {
        return Html.text(PageText.safe(text));
    }
}
