package io.klarion.demo;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.distribution.Segment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the demo planted against what its alerts found.
 *
 * <p>A planted drift of a segment is detected by the first alert of that feature and segment whose onset window reaches
 * into the time of the drift; the delay counts the windows between the first that holds drifted records and the onset.
 * It is missed when none came although windows beyond its full size were judged; before that it is not yet due. An alert
 * that fits no planted drift is unexpected.
 *
 * @param rows one for each planted drift and segment, in the plan's order
 * @param unexpected the first record of each alert that fits none, by onset
 * @param reached the event time up to which windows were judged
 */
public record DemoSummary(List<Row> rows, List<Alert> unexpected, Instant reached) {

    /** Whether a planted drift was found. */
    public enum Outcome {
        /** It was. */
        DETECTED,
        /** It was not, though it should have been by now. */
        MISSED,
        /** The windows that would show it have not been judged. */
        NOT_DUE
    }

    /**
     * One planted drift in one segment.
     *
     * @param planted the drift
     * @param segment the segment
     * @param outcome whether it was found
     * @param alert the alert that found it; empty unless {@code DETECTED}
     * @param delayWindows windows between the first with drifted records and the onset; 0 unless {@code DETECTED}
     */
    public record Row(Planted planted, Segment segment, Outcome outcome, Optional<Alert> alert, long delayWindows) {}

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    public DemoSummary {
        rows = List.copyOf(rows);
        unexpected = List.copyOf(unexpected);
    }

    /**
     * The summary of a demo.
     *
     * @param alerts all state changes seen, in any order
     * @param reached the end of the last window that was judged
     */
    public static DemoSummary of(DemoPlan plan, List<Alert> alerts, Instant reached) {
        List<Alert> fired = firstOfEach(alerts);
        List<Row> rows = new ArrayList<>();
        Set<String> explained = new HashSet<>();
        for (Planted planted : plan.planted()) {
            for (Segment segment : planted.segments()) {
                List<Alert> fitting = fired.stream()
                        .filter(alert -> fits(alert, planted, segment))
                        .toList();
                fitting.forEach(alert -> explained.add(alert.id()));
                rows.add(row(planted, segment, fitting.stream().findFirst(), reached));
            }
        }
        List<Alert> unexpected =
                fired.stream().filter(alert -> !explained.contains(alert.id())).toList();
        return new DemoSummary(rows, unexpected, reached);
    }

    private static List<Alert> firstOfEach(List<Alert> alerts) {
        Set<String> seen = new HashSet<>();
        return alerts.stream()
                .filter(alert -> alert.state() == AlertTransition.FIRING)
                .sorted(Comparator.comparingLong(Alert::onsetStart)
                        .thenComparingLong(Alert::windowStart)
                        .thenComparing(Alert::feature)
                        .thenComparing(Alert::segment))
                .filter(alert -> seen.add(alert.id()))
                .toList();
    }

    private static boolean fits(Alert alert, Planted planted, Segment segment) {
        return alert.feature().equals(planted.feature())
                && alert.segment().equals(segment)
                && alert.onsetEnd() > planted.from().toEpochMilli()
                && !planted.isOver(alert.onsetStart());
    }

    private static Row row(Planted planted, Segment segment, Optional<Alert> alert, Instant reached) {
        if (alert.isPresent()) {
            long delay = alert.get().onsetEnd() - DemoPlan.firstWindowEnd(planted.from());
            return new Row(
                    planted,
                    segment,
                    Outcome.DETECTED,
                    alert,
                    delay / DemoPlan.windows().advance());
        }
        boolean due = reached.toEpochMilli() >= DemoPlan.firstWindowEnd(planted.full());
        return new Row(planted, segment, due ? Outcome.MISSED : Outcome.NOT_DUE, alert, 0);
    }

    /** Whether every drift that was due was detected, and nothing else. */
    public boolean isAsPlanned() {
        return unexpected.isEmpty() && rows.stream().noneMatch(row -> row.outcome() == Outcome.MISSED);
    }

    /** The summary as lines of text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("Planted against detected, windows up to ").append(reached).append('\n');
        if (rows.isEmpty()) {
            text.append("  nothing was planted\n");
        } else {
            line(text, "feature", "country", "drift", "planted", "onset", "result");
            rows.forEach(row -> line(text, row));
            long detected = rows.stream()
                    .filter(row -> row.outcome() == Outcome.DETECTED)
                    .count();
            text.append("Detected: ")
                    .append(detected)
                    .append(" of ")
                    .append(rows.size())
                    .append('\n');
        }
        text.append("Unexpected alerts: ")
                .append(unexpected.isEmpty() ? "none" : unexpected.size())
                .append('\n');
        unexpected.forEach(alert -> text.append("  ").append(alert.summary()).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, Row row) {
        line(
                text,
                row.planted().feature(),
                String.join(",", row.segment().values()),
                row.planted().kind().text(),
                TIME.format(row.planted().from()),
                row.alert()
                        .map(alert -> TIME.format(Instant.ofEpochMilli(alert.onsetStart())))
                        .orElse("-"),
                result(row));
    }

    private static String result(Row row) {
        return switch (row.outcome()) {
            case DETECTED ->
                row.delayWindows() == 0
                        ? "detected in its first window"
                        : "detected after " + row.delayWindows() + (row.delayWindows() == 1 ? " window" : " windows");
            case MISSED -> "MISSED";
            case NOT_DUE -> "not due yet";
        };
    }

    private static void line(StringBuilder text, Object... words) {
        text.append(String.format(Locale.ROOT, "  %-14s %-8s %-15s %-9s %-9s %s%n", words)
                .replace("\r", ""));
    }
}
