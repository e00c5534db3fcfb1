package io.klarion.report;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CellKind;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.divergence.Divergences;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.OrderedCells;
import io.klarion.core.divergence.SharePair;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Reference;
import io.klarion.report.TextTable.Align;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How one version of a reference differs from another over the same cells: KL(new ‖ old) of each feature, additive:0.5,
 * the greatest first, and the cell that moved most. Category values are not shown.
 */
public final class ReferenceDifference {

    private static final Smoothing SMOOTHING = Smoothing.additive(0.5);
    private static final int DECIMALS = 4;

    private ReferenceDifference() {}

    private record Line(String feature, double kl, String moved) {}

    /**
     * A line for each feature.
     *
     * @throws IllegalArgumentException when the two have other cells
     */
    public static String text(Reference before, Reference after) {
        if (!before.layout().equals(after.layout())) {
            throw new IllegalArgumentException("references: must have the same cells to be compared");
        }
        List<Line> lines = new ArrayList<>();
        for (int f = 0; f < before.layout().size(); f++) {
            lines.add(line(
                    before.layout().feature(f),
                    before.pooled().features().get(f),
                    after.pooled().features().get(f)));
        }
        lines.sort(Comparator.comparingDouble(Line::kl).reversed().thenComparing(Line::feature));
        TextTable table = new TextTable()
                .column("feature", Align.LEFT)
                .column("KL, nats", Align.RIGHT)
                .column("moved most", Align.LEFT);
        lines.forEach(line ->
                table.row(PrintableText.of(line.feature()), Figures.decimal(line.kl(), DECIMALS), line.moved()));
        return table.text("  ");
    }

    private static Line line(FeatureCells feature, FeatureReference before, FeatureReference after) {
        Binning binning = feature.binning();
        SharePair shares = SharePair.of(after.counts(), before.counts(), SMOOTHING);
        double[] old = SMOOTHING.shares(before.counts());
        double[] now = SMOOTHING.shares(after.counts());
        int most = 0;
        for (int c = 1; c < old.length; c++) {
            most = Math.abs(now[c] - old[c]) > Math.abs(now[most] - old[most]) ? c : most;
        }
        String moved = "share of " + label(binning, most) + " from " + Figures.percent(old[most]) + " to "
                + Figures.percent(now[most]);
        return new Line(feature.name(), Divergences.value(Measure.KL, shares, OrderedCells.of(binning)), moved);
    }

    private static String label(Binning binning, int cell) {
        return binning.kind(cell) == CellKind.CATEGORY ? "category " + (cell + 1) : binning.label(cell);
    }
}
