package io.klarion.console;

import io.klarion.core.detect.Rule;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many false alarms a monitor may raise by what it declares, beside how many alerts it has raised.
 *
 * <pre>{@code
 * perDay = 1.05 × Σ over series (1 − confidence) × 86,400,000 / advance
 * }</pre>
 *
 * <p>The twentieth is for drift that creeps, as in {@link io.klarion.core.detect.AlarmBudget}. An upper limit: with a
 * threshold above 0, features within it raise fewer. Only drift and creep are counted, no alerts on missing values, numbers of
 * records or pairs. Features judged by {@code rule: point} declare nothing.
 *
 * @param perDay false alarms a day at most; empty where too little is known
 * @param days the span that {@code fired} was counted in
 * @param fired alerts with an onset in that span
 * @param undeclared series whose rule declares nothing
 */
record AlarmAllowance(OptionalDouble perDay, double days, long fired, long undeclared) {

    private static final double DAY = 86_400_000;
    private static final double CREEP = 1.05;

    static AlarmAllowance of(MonitorView monitor, List<SeriesView> series, List<AlertView> alerts) {
        List<SeriesView> declared = series.stream()
                .filter(one -> one.latest().spec().rule() == Rule.BOUND)
                .toList();
        double level = declared.stream()
                .mapToDouble(one -> 1 - one.latest().spec().confidence())
                .sum();
        OptionalDouble perDay = monitor.advance().isPresent() && !declared.isEmpty()
                ? OptionalDouble.of(CREEP * level * DAY / monitor.advance().getAsLong())
                : OptionalDouble.empty();
        long from = monitor.starts().isEmpty() ? 0 : monitor.starts().get(0);
        long to =
                monitor.ends().isEmpty() ? 0 : monitor.ends().get(monitor.ends().size() - 1);
        long fired = alerts.stream()
                .map(AlertView::last)
                .filter(alert -> alert.monitor().equals(monitor.name()) && alert.onsetEnd() > from)
                .filter(alert -> switch (alert.kind()) {
                    case DRIFT, CREEP -> true;
                    case SCHEMA, VOLUME, JOINT -> false;
                })
                .count();
        return new AlarmAllowance(perDay, (to - from) / DAY, fired, series.size() - declared.size());
    }
}
