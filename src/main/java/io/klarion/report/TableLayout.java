package io.klarion.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The lines of the live table for a screen of one size: for each monitor a heading, its features by segment, and a
 * footer. A pure function of what is known.
 */
final class TableLayout {

    private static final String INDENT = "  ";
    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final AttributedStyle BOLD = AttributedStyle.DEFAULT.bold();
    private static final AttributedStyle RED = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    /** Heading, titles, two lines of footer, an empty line. */
    private static final int LINES_OF_A_MONITOR = 5;

    private final int width;
    private final List<AttributedString> lines = new ArrayList<>();

    private TableLayout(int width) {
        this.width = width;
    }

    /** The lines; as many as fit, none wider than {@code width}. */
    static List<AttributedString> of(SortedMap<String, MonitorRows> monitors, int width, int height) {
        TableLayout layout = new TableLayout(width);
        Set<FeatureRow> chosen =
                RowChoice.of(monitors.values(), Math.max(1, height + 1 - LINES_OF_A_MONITOR * monitors.size()));
        List<FeatureRow> rows = monitors.values().stream()
                .flatMap(monitor -> monitor.segments().values().stream())
                .flatMap(segment -> segment.features().stream())
                .filter(chosen::contains)
                .toList();
        TextTable table = FeatureColumns.table(rows, width - INDENT.length());
        Iterator<AttributedString> cells = table.lines().iterator();
        monitors.forEach((name, monitor) -> layout.monitor(name, monitor, chosen, table.header(), cells));
        List<AttributedString> all = layout.lines;
        return all.subList(0, Math.min(all.size(), Math.max(0, height)));
    }

    private void monitor(
            String name,
            MonitorRows monitor,
            Set<FeatureRow> chosen,
            AttributedString titles,
            Iterator<AttributedString> cells) {
        if (!lines.isEmpty()) {
            add(AttributedString.EMPTY);
        }
        add(heading(name, monitor));
        if (!monitor.segments().isEmpty()) {
            add(indented(titles));
        }
        for (Map.Entry<String, SegmentRows> segment : monitor.segments().entrySet()) {
            List<FeatureRow> rows = segment.getValue().features().stream()
                    .filter(chosen::contains)
                    .toList();
            if (!rows.isEmpty() && !segment.getKey().isEmpty()) {
                add(segmentName(segment.getKey(), segment.getValue()));
            }
            rows.forEach(row -> add(indented(cells.next())));
        }
        footer(monitor, monitor.features() - shown(monitor, chosen));
    }

    private static long shown(MonitorRows monitor, Set<FeatureRow> chosen) {
        return monitor.segments().values().stream()
                .flatMap(segment -> segment.features().stream())
                .filter(chosen::contains)
                .count();
    }

    private static AttributedString heading(String name, MonitorRows monitor) {
        AttributedStringBuilder line = new AttributedStringBuilder().styled(BOLD, PrintableText.of(name));
        SegmentRows latest = null;
        for (SegmentRows segment : monitor.segments().values()) {
            latest = latest == null || segment.end() > latest.end() ? segment : latest;
        }
        if (latest == null || latest.end() == Long.MIN_VALUE) {
            return line.toAttributedString();
        }
        line.append("  window ")
                .append(Instant.ofEpochMilli(latest.start())
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString())
                .append(' ')
                .append(Figures.time(latest.start()))
                .append(" – ")
                .append(Figures.time(latest.end()))
                .append(" UTC  ");
        long drifted = monitor.drifted();
        String text = drifted + " of " + monitor.features() + " features in drift";
        return line.styled(drifted > 0 ? RED : AttributedStyle.DEFAULT, text).toAttributedString();
    }

    private static AttributedString segmentName(String text, SegmentRows segment) {
        return new AttributedStringBuilder()
                .styled(BOLD, PrintableText.of(text))
                .styled(FAINT, "  " + Figures.count(segment.records()) + " records")
                .toAttributedString();
    }

    private void footer(MonitorRows monitor, long hidden) {
        String records = monitor.records()
                .map(totals -> Figures.count(totals.read()) + " records   " + Figures.count(totals.late()) + " late   "
                        + Figures.count(totals.rejectedTotal()) + " rejected   ")
                .orElse("");
        String windows = Figures.count(monitor.windows()) + (monitor.windows() == 1 ? " window" : " windows");
        String more = hidden == 0 ? "" : "   " + Figures.count(hidden) + " features hidden";
        add(new AttributedString(INDENT + records + windows + more, FAINT));
        add(new AttributedString(INDENT + monitor.next().text(), FAINT));
    }

    private static AttributedString indented(AttributedString line) {
        return AttributedString.join(AttributedString.EMPTY, new AttributedString(INDENT), line);
    }

    private void add(AttributedString line) {
        lines.add(line.columnLength() <= width ? line : line.columnSubSequence(0, width));
    }
}
