package io.klarion.report;

import io.klarion.core.monitor.MonitorSummary;
import io.klarion.report.TextTable.Align;
import java.time.Instant;
import java.util.Map;

/** What a whole run says of each monitor and feature, as a page of text. */
public final class SummaryTable {

    private static final int DECIMALS = 3;
    private static final String INDENT = "  ";

    private SummaryTable() {}

    /** The summary of one monitor; one line a feature, all segments together. */
    public static String text(MonitorSummary monitor) {
        return head(monitor) + features(monitor);
    }

    private static String head(MonitorSummary monitor) {
        String records = monitor.records()
                .map(of -> Figures.count(of.read()) + " records, " + Figures.count(of.late()) + " late, "
                        + Figures.count(of.rejected()) + " rejected, ")
                .orElse("");
        return PrintableText.of(monitor.monitor()) + "  " + records
                + Figures.count(monitor.windows()) + (monitor.windows() == 1 ? " window, " : " windows, ")
                + Figures.count(monitor.alerts()) + (monitor.alerts() == 1 ? " alert\n" : " alerts\n");
    }

    private static String features(MonitorSummary monitor) {
        if (monitor.features().isEmpty()) {
            return INDENT + "no window was judged\n";
        }
        TextTable table = new TextTable()
                .column("feature", Align.LEFT)
                .column("windows", Align.RIGHT)
                .column("in drift", Align.RIGHT)
                .column("", Align.LEFT)
                .column("alerts", Align.RIGHT)
                .column("peak", Align.RIGHT)
                .column("first onset", Align.LEFT);
        for (Map.Entry<String, MonitorSummary.OfFeature> feature :
                monitor.features().entrySet()) {
            MonitorSummary.OfFeature sums = feature.getValue();
            table.row(
                    PrintableText.of(feature.getKey()),
                    Figures.count(sums.windows()),
                    Figures.count(sums.windowsInDrift()),
                    sums.windowsInDrift() == 0
                            ? ""
                            : Figures.percent((double) sums.windowsInDrift() / Math.max(1, sums.windows())),
                    Figures.count(sums.alerts()),
                    Figures.decimal(Math.max(0, sums.highest()), DECIMALS),
                    sums.firstOnset().isEmpty()
                            ? ""
                            : Instant.ofEpochMilli(sums.firstOnset().getAsLong())
                                    .toString());
        }
        return table.text(INDENT);
    }
}
