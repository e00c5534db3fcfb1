package io.klarion.report;

import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.divergence.Measure;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.report.TextTable.Align;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a reference holds, as a page of text. Category values are not shown. */
public final class ReferenceTable {

    private static final int DECIMALS = 4;
    private static final String INDENT = "  ";

    private final Reference reference;

    private ReferenceTable(Reference reference) {
        this.reference = reference;
    }

    /** The page: where it comes from, a line with a small histogram for each feature, warnings. */
    public static String text(Reference reference) {
        ReferenceTable table = new ReferenceTable(reference);
        return table.head() + "\n" + table.features() + table.slots() + table.split() + table.warnings();
    }

    private String head() {
        Provenance origin = reference.provenance();
        boolean timed = origin.from() != 0 || origin.to() != 0;
        int segments = reference.segments().size();
        return PrintableText.of(reference.id()) + " version " + reference.version() + ", " + reference.digest() + "\n"
                + INDENT + "m = " + Figures.count(reference.pooled().records()) + " records of "
                + PrintableText.of(origin.source())
                + (timed ? ", " + instant(origin.from()) + " to " + instant(origin.to()) : ", without event times")
                + "\n" + INDENT + "built " + instant(origin.created())
                + (segments == 0 ? "" : "; " + Figures.count(segments) + " segments with counts of their own")
                + "\n";
    }

    private static String instant(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private String features() {
        TextTable table = new TextTable()
                .column("feature", Align.LEFT)
                .column("type", Align.LEFT)
                .column("cells", Align.RIGHT)
                .column("effective m", Align.RIGHT)
                .column("ρ", Align.RIGHT)
                .column("at most", Align.RIGHT)
                .column("held out", Align.RIGHT)
                .column("missing", Align.RIGHT)
                .column("shares", Align.LEFT)
                .column("", Align.LEFT);
        for (int f = 0; f < reference.layout().size(); f++) {
            FeatureCells cells = reference.layout().feature(f);
            FeatureReference counts = reference.pooled().features().get(f);
            Dispersion dispersion = counts.dispersion();
            HistogramLine line = HistogramLine.of(cells.binning(), counts);
            double missing = counts.count(cells.binning().missing()) / (double) Math.max(1, counts.total());
            table.row(
                    PrintableText.of(cells.name()),
                    cells.type().key(),
                    Figures.count(cells.binning().cells()),
                    Figures.count(Math.round(counts.effective())),
                    dispersion.isKnown() ? Figures.twoDigits(dispersion.rho(), DECIMALS) : "unknown",
                    dispersion.isKnown() ? Figures.twoDigits(dispersion.upper(), DECIMALS) : "",
                    counts.heldOut()
                            .flatMap(windows -> windows.level(Measure.KL.key()).stream()
                                    .mapToObj(level -> Figures.decimal(level, DECIMALS))
                                    .findFirst())
                            .orElse(""),
                    missing == 0 ? "" : Figures.percent(missing),
                    line.bars(),
                    line.range());
        }
        return table.text(INDENT);
    }

    private String slots() {
        return reference
                .calendar()
                .map(calendar -> "\n" + new SlotLines(calendar, reference.pooled()).text(INDENT))
                .orElse("");
    }

    /* Features of which not all records count. */
    private String split() {
        List<String> split = new ArrayList<>();
        for (int f = 0; f < reference.layout().size(); f++) {
            long counted = reference.pooled().features().get(f).total();
            if (reference.layout().feature(f).type() == FeatureType.CATEGORICAL
                    && counted < reference.pooled().records()) {
                split.add(PrintableText.of(reference.layout().feature(f).name()) + " (" + Figures.count(counted)
                        + " count)");
            }
        }
        return split.isEmpty()
                ? ""
                : "\n" + INDENT + "note: some records only chose the categories of " + String.join(", ", split) + "\n";
    }

    private String warnings() {
        List<String> warnings = ReferenceWarnings.of(reference);
        StringBuilder text = new StringBuilder(warnings.isEmpty() ? "" : "\n");
        warnings.forEach(warning ->
                text.append(INDENT).append("warning: ").append(warning).append('\n'));
        return text.toString();
    }
}
