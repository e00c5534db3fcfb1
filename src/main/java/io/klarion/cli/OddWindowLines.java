package io.klarion.cli;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.LeaveOneOut.OddWindow;
import io.klarion.core.detect.ShownCells;
import io.klarion.report.Figures;
import io.klarion.report.PrintableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Warns of the windows of a reference that are unlike its others. */
final class OddWindowLines {

    private static final int MOST = 8;
    private static final int DECIMALS = 2;

    private OddWindowLines() {}

    /** The lines, the oddest windows first; none when there are none. */
    static List<String> of(List<OddWindow> odd, long windows) {
        if (odd.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        long number = odd.stream().mapToLong(OddWindow::start).distinct().count();
        lines.add("warning: " + Figures.count(number) + " of " + Figures.count(windows)
                + " windows are unlike the rest (each held against the others, by the defaults); build from another"
                + " range if they are no example of what is normal:");
        odd.stream()
                .sorted(Comparator.comparingDouble(
                        (OddWindow window) -> -window.verdict().value().orElse(0)))
                .limit(MOST)
                .forEach(window -> lines.add(text(window)));
        if (odd.size() > MOST) {
            lines.add("  and " + Figures.count(odd.size() - MOST) + " more");
        }
        return lines;
    }

    private static String text(OddWindow window) {
        CellVerdict most = ShownCells.of(window.verdict(), false).stream()
                .max(Comparator.comparingDouble(CellVerdict::contribution))
                .orElseThrow();
        return "  " + Instant.ofEpochMilli(window.start()) + " "
                + PrintableText.of(window.verdict().feature()) + ": KL "
                + Figures.decimal(window.verdict().value().orElse(0), DECIMALS) + ", share of "
                + PrintableText.of(most.cell()) + " " + Figures.percent(most.window()) + " instead of "
                + Figures.percent(most.reference());
    }
}
