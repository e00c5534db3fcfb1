package io.klarion.report;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Stage2;
import io.klarion.metrics.RecordTotals;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * A table of all features that is redrawn in place. Alerts scroll away above it and stay to be read.
 *
 * <p>Shows as much as the screen has room for, features with alerts first.
 */
final class LiveTable implements LiveView {

    private static final String UP = "\u001b[%dA\r";
    private static final String CLEAR_LINE = "\u001b[K\n";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String CLEAR_ALL = "\u001b[H\u001b[2J";

    private final Screen screen;
    private final PrintStream out;
    private final Map<String, Long> grace;
    private final SortedMap<String, MonitorRows> monitors = new TreeMap<>();
    private final List<AttributedString> notes = new ArrayList<>();
    private boolean isStale;
    private int drawn;
    private int drawnWidth;

    /**
     * An empty table.
     *
     * @param screen where it is drawn
     * @param out what writes there, in UTF-8
     * @param grace of each monitor's windows, milliseconds
     */
    LiveTable(Screen screen, PrintStream out, Map<String, Long> grace) {
        this.screen = screen;
        this.out = out;
        this.grace = grace;
    }

    @Override
    public synchronized void verdict(Verdict verdict) {
        rows(verdict.monitor()).add(verdict);
        isStale = true;
    }

    @Override
    public synchronized void alert(Alert alert) {
        rows(alert.monitor()).add(alert);
        int colour = alert.state() == AlertTransition.FIRING ? AttributedStyle.RED : AttributedStyle.GREEN;
        notes.add(new AttributedString(EventLine.of(alert), AttributedStyle.DEFAULT.foreground(colour)));
        isStale = true;
    }

    @Override
    public synchronized void waiting(int internalPartition, List<Stage2.Waiting> waiting) {
        waiting.forEach(of -> rows(of.monitor()).next().update(internalPartition, of));
        isStale = true;
    }

    @Override
    public synchronized void records(Map<String, RecordTotals> byMonitor) {
        byMonitor.forEach((monitor, totals) -> rows(monitor).records(totals));
        isStale = true;
    }

    @Override
    public synchronized void refresh() {
        int width = screen.columns().getAsInt();
        if (!isStale && width == drawnWidth) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append(width < drawnWidth ? CLEAR_ALL : UP.formatted(drawn));
        }
        List<AttributedString> lines =
                TableLayout.of(monitors, width, screen.rows().getAsInt() - 1);
        notes.forEach(note -> Wrapped.lines(note, width)
                .forEach(line -> text.append(coloured(line)).append(CLEAR_LINE)));
        lines.forEach(line -> text.append(coloured(line)).append(CLEAR_LINE));
        out.print(text.append(CLEAR_BELOW));
        out.flush();
        notes.clear();
        isStale = false;
        drawn = lines.size();
        drawnWidth = width;
    }

    @Override
    public void close() {
        refresh();
    }

    private MonitorRows rows(String monitor) {
        return monitors.computeIfAbsent(monitor, name -> new MonitorRows(grace.getOrDefault(name, 0L)));
    }

    private String coloured(AttributedString line) {
        return screen.hasColour() ? line.toAnsi() : line.toString();
    }
}
