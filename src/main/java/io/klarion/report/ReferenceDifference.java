package io.klarion.report;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellKind;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.divergence.Divergences;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.EvidenceFormula;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.OrderedCells;
import io.klarion.core.divergence.SharePair;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Reference;
import io.klarion.report.TextTable.Align;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How one reference differs from another: KL(new ‖ old) of each feature, additive:0.5, the greatest first, its lower
 * bound on the effective sizes, and the cells that moved most.
 *
 * <p>Features with the same cells are compared as they are; of two lists of categories those that both have, with all others
 * in {@code other}; numbers with other bins are not, as no common cells hold what either knows.
 */
public final class ReferenceDifference {

    private static final Smoothing SMOOTHING = Smoothing.additive(0.5);
    private static final int DECIMALS = 4;
    private static final int CELLS_TOLD = 3;
    private static final double WORTH_SAYING = 0.2;

    private final Reference before;
    private final Reference after;
    private final boolean showValues;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private record Line(String feature, double kl, double least, String moved) {}

    private ReferenceDifference(Reference before, Reference after, boolean showValues) {
        this.before = before;
        this.after = after;
        this.showValues = showValues;
        before.layout().features().forEach(this::compare);
        after.layout().features().stream()
                .map(FeatureCells::name)
                .filter(name -> before.layout().indexOf(name).isEmpty())
                .forEach(name -> notes.add(PrintableText.of(name) + " is new: nothing to compare it with"));
        lines.sort(Comparator.comparingDouble(Line::kl).reversed().thenComparing(Line::feature));
    }

    /**
     * The two compared.
     *
     * @param showValues whether category values may be shown; they are called by their place otherwise
     */
    public static ReferenceDifference of(Reference before, Reference after, boolean showValues) {
        return new ReferenceDifference(before, after, showValues);
    }

    /** The sum of KL over the features that could be compared: the smaller, the better one fits the other. */
    public double sum() {
        return lines.stream().mapToDouble(Line::kl).sum();
    }

    /** How many features could be compared. */
    public int compared() {
        return lines.size();
    }

    /** A line for each feature, then what could not be compared. */
    public String text() {
        TextTable table = new TextTable()
                .column("feature", Align.LEFT)
                .column("KL, nats", Align.RIGHT)
                .column("at least", Align.RIGHT)
                .column("moved most", Align.LEFT);
        lines.forEach(line -> table.row(
                PrintableText.of(line.feature()),
                Figures.decimal(line.kl(), DECIMALS),
                Figures.decimal(line.least(), DECIMALS),
                line.moved()));
        return (lines.isEmpty() ? "" : table.text("  "))
                + notes.stream().map(note -> "  " + note + "\n").collect(Collectors.joining());
    }

    private void compare(FeatureCells feature) {
        OptionalInt place = after.layout().indexOf(feature.name());
        String name = PrintableText.of(feature.name());
        if (place.isEmpty()) {
            notes.add(name + " is gone: nothing to compare it with");
            return;
        }
        int f = before.layout().indexOf(feature.name()).orElseThrow();
        FeatureReference old = before.pooled().features().get(f);
        FeatureReference now = after.pooled().features().get(place.getAsInt());
        FeatureCells other = after.layout().feature(place.getAsInt());
        if (feature.equals(other)) {
            lines.add(line(feature, old, now));
        } else if (feature.binning() instanceof CategoricalBinning one
                && other.binning() instanceof CategoricalBinning two) {
            CategoricalBinning common = common(one, two);
            lines.add(line(
                    new FeatureCells(feature.name(), feature.type(), common),
                    over(common, one, old),
                    over(common, two, now)));
            notes.add(name + " is compared by the " + common.categories().size()
                    + " categories that both have; all others are other");
        } else {
            notes.add(name + " has other cells: not compared; build one with the bins of the other"
                    + " (bins: { edges: [...] })");
        }
    }

    private static CategoricalBinning common(CategoricalBinning one, CategoricalBinning two) {
        return CategoricalBinning.of(one.categories().stream()
                .filter(category -> two.cellOf(category) != two.other())
                .toList());
    }

    private static FeatureReference over(CategoricalBinning common, CategoricalBinning own, FeatureReference counts) {
        long[] sums = new long[common.cells()];
        for (int c = 0; c < own.cells(); c++) {
            int cell = switch (own.kind(c)) {
                case CATEGORY -> common.cellOf(own.categories().get(c));
                case MISSING -> common.missing();
                case INVALID -> common.invalid();
                default -> common.other();
            };
            sums[cell] += counts.count(c);
        }
        return new FeatureReference(sums, counts.effective(), counts.dispersion());
    }

    private Line line(FeatureCells feature, FeatureReference old, FeatureReference now) {
        SharePair shares = SharePair.of(now.counts(), old.counts(), SMOOTHING);
        double least = EvidenceFormula.of(
                        Measure.KL, now.counts(), old.counts(), sizes(old, now), DetectSpec.DEFAULT.confidence())
                .lower();
        return new Line(
                feature.name(),
                Divergences.value(Measure.KL, shares, OrderedCells.of(feature.binning())),
                Math.max(0, least),
                moved(feature.binning(), shares));
    }

    private static EffectiveSizes sizes(FeatureReference old, FeatureReference now) {
        Dispersion known = old.dispersion().isExact() ? now.dispersion() : old.dispersion();
        return known.isExact()
                ? EffectiveSizes.independent(now.effective(), old.effective())
                : new EffectiveSizes(now.effective(), old.effective(), known.spread(), known.windows());
    }

    private String moved(Binning binning, SharePair shares) {
        double[] parts = Divergences.contributions(Measure.KL, shares);
        double most = Arrays.stream(parts).max().orElse(0);
        return IntStream.range(0, parts.length)
                .filter(cell -> parts[cell] > 0 && parts[cell] >= WORTH_SAYING * most)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer cell) -> -parts[cell]))
                .limit(CELLS_TOLD)
                .map(cell -> moved(binning, shares, cell))
                .collect(Collectors.joining(", "));
    }

    private String moved(Binning binning, SharePair shares, int cell) {
        return label(binning, cell) + (shares.window(cell) < shares.reference(cell) ? " fell from " : " rose from ")
                + Figures.percent(shares.reference(cell)) + " to " + Figures.percent(shares.window(cell));
    }

    private String label(Binning binning, int cell) {
        CellKind kind = binning.kind(cell);
        boolean isHidden = !showValues && (kind == CellKind.CATEGORY || kind == CellKind.PAIR);
        return isHidden
                ? (kind == CellKind.PAIR ? "pair " : "category ") + (cell + 1)
                : PrintableText.of(binning.label(cell));
    }
}
