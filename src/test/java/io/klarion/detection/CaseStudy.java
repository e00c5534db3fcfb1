package io.klarion.detection;

import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One public series: its cells, its reference, its windows, and what each rule says of them. */
final class CaseStudy {

    private static final double STRAY = 0.01;

    private final PublicCase series;
    private final CaseReference reference;
    private final Map<Long, Counted> windows = new TreeMap<>();

    /** The counts of one window after the reference. */
    private static final class Counted {
        private final long[] cells;
        private long records;
        private long abnormal;

        Counted(int cells) {
            this.cells = new long[cells];
        }
    }

    CaseStudy(PublicCase series) {
        this(series, false);
    }

    /** The same, with a reference by the hour of the week beside the others where {@code isSeasonal}. */
    CaseStudy(PublicCase series, boolean isSeasonal) {
        this.series = series;
        CaseCells cells = CaseCells.of(series);
        ReferenceBuilder timed = new ReferenceBuilder(cells.layout(), series.window(), Set.of());
        ReferenceBuilder untimed = new ReferenceBuilder(cells.layout(), series.window(), Set.of());
        Map<Long, long[]> whole = new TreeMap<>();
        long[] all = new long[cells.layout().cells()];
        for (PublicCase.Row row : series.records()) {
            PublicCase.Span window = series.windowAt(row.time());
            int[] of = cells.of(row);
            if (series.reference().holds(row.time())) {
                count(cells, all, of);
                untimed.add(Segment.ALL, of);
                if (series.reference().holds(window)) {
                    timed.add(row.time(), Segment.ALL, of);
                    count(cells, whole.computeIfAbsent(window.from(), start -> new long[all.length]), of);
                } else {
                    timed.add(Segment.ALL, of);
                }
            } else if (window.from() >= series.reference().to()) {
                Counted counted = windows.computeIfAbsent(window.from(), start -> new Counted(all.length));
                count(cells, counted.cells, of);
                counted.records++;
                counted.abnormal += row.abnormal() ? 1 : 0;
            }
        }
        this.reference = new CaseReference(
                cells.layout(),
                series.window(),
                all,
                List.copyOf(whole.values()),
                cells.of(timed.build(series.name(), 1, series.name(), 0)),
                cells.of(untimed.build(series.name(), 1, series.name(), 0)),
                isSeasonal ? Optional.of(seasonal(cells)) : Optional.empty());
    }

    private Reference seasonal(CaseCells cells) {
        SlotCalendar calendar = new SlotCalendar(SlotKind.HOUR_OF_WEEK, ZoneOffset.UTC, series.window());
        ReferenceBuilder builder = new ReferenceBuilder(cells.layout(), calendar, Set.of());
        series.records().stream()
                .filter(row -> series.reference().holds(series.windowAt(row.time())))
                .forEach(row -> builder.add(row.time(), Segment.ALL, cells.of(row)));
        return cells.of(builder.build(series.name(), 1, series.name(), 0));
    }

    private static void count(CaseCells cells, long[] counts, int[] of) {
        for (int f = 0; f < of.length; f++) {
            counts[cells.layout().offset(f) + of[f]]++;
        }
    }

    List<CaseRow> rows() {
        return reference.rules().entrySet().stream()
                .map(rule -> row(rule.getKey(), rule.getValue()))
                .toList();
    }

    private CaseRow row(String rule, CaseReference.CaseRule watching) {
        int clean = 0;
        int falseAlarms = 0;
        int falseAlerts = 0;
        List<Integer> seen = new ArrayList<>();
        List<Optional<Integer>> delays = new ArrayList<>();
        series.changes().forEach(change -> {
            seen.add(0);
            delays.add(Optional.empty());
        });
        for (Map.Entry<Long, Counted> entry : windows.entrySet()) {
            PublicCase.Span window = new PublicCase.Span(
                    entry.getKey(), entry.getKey() + series.window().size());
            KlarionMonitor.Seen said = watching.see(window.from(), entry.getValue().cells);
            said.alarming().removeAll(series.unscored());
            said.fired().removeAll(series.unscored());
            if (isClean(window, entry.getValue())) {
                clean++;
                falseAlarms += said.alarming().isEmpty() ? 0 : 1;
                falseAlerts += said.fired().size();
            }
            for (int c = 0; c < delays.size(); c++) {
                PublicCase.Change change = series.changes().get(c);
                if (change.span().overlaps(window) && delays.get(c).isEmpty()) {
                    seen.set(c, seen.get(c) + 1);
                    if (said.alarming().stream().anyMatch(change::touches)) {
                        delays.set(c, Optional.of(seen.get(c)));
                    }
                }
            }
        }
        return new CaseRow(rule, series.name(), series.control(), clean, falseAlarms, falseAlerts, delays);
    }

    private boolean isClean(PublicCase.Span window, Counted counted) {
        return series.changes().stream().noneMatch(change -> change.span().overlaps(window))
                && series.exclude().stream().noneMatch(span -> span.overlaps(window))
                && counted.abnormal <= STRAY * counted.records;
    }
}
