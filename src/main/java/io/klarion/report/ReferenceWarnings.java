package io.klarion.report;

import io.klarion.core.distribution.CellKind;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.UnsplitCategories;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What to know of a reference before one relies on it. */
public final class ReferenceWarnings {

    /* With fewer independent records a window tells little of twenty cells. */
    private static final int FEW = 20;
    private static final int NAMED = 8;

    private ReferenceWarnings() {}

    /** All warnings, one line each. */
    public static List<String> of(Reference reference) {
        List<String> warnings = new ArrayList<>();
        List<String> constant = constant(reference);
        if (!constant.isEmpty()) {
            warnings.add("constant, so that any other value is drift: " + listed(constant));
        }
        List<String> unsplit =
                UnsplitCategories.of(reference).stream().map(PrintableText::of).toList();
        if (!unsplit.isEmpty()) {
            warnings.add(
                    "has rare categories, and all records count: if the same have chosen the list, build it again, or new rare values"
                            + " are drift; if not, list them (bins: { categories: ... }): " + listed(unsplit));
        }
        warnings.addAll(ofDispersion(reference));
        return warnings;
    }

    /** Those on how much the reference's windows differ by themselves. */
    public static List<String> ofDispersion(Reference reference) {
        List<String> warnings = new ArrayList<>();
        List<String> wandering =
                judgedBy(reference, counts -> counts.dispersion().upper() > 1.0 / FEW);
        if (!wandering.isEmpty()) {
            warnings.add("differs so much from window to window that a window of any size counts for less than " + FEW
                    + " independent records: " + listed(wandering));
        }
        if (!features(reference, counts -> !counts.dispersion().isKnown()).isEmpty()) {
            warnings.add("how much windows differ is not known from the reference: records are taken as independent"
                    + " until the first windows of a monitor tell, verdicts say dispersion: provisional");
        }
        List<String> silent =
                reference.lackingWander().stream().map(PrintableText::of).toList();
        if (!silent.isEmpty()) {
            warnings.add("does not say how much its windows wander; build it again, or a shifted mean is seen later: "
                    + listed(silent));
        }
        return warnings;
    }

    /* What is not listed may differ from record to record. */
    private static List<String> constant(Reference reference) {
        List<FeatureCells> cells = reference.layout().features();
        return IntStream.range(0, cells.size())
                .filter(f -> {
                    long[] counts = reference.pooled().features().get(f).counts();
                    int[] used = IntStream.range(0, counts.length)
                            .filter(cell -> counts[cell] > 0)
                            .toArray();
                    return used.length == 1 && cells.get(f).binning().kind(used[0]) != CellKind.OTHER;
                })
                .mapToObj(f -> PrintableText.of(cells.get(f).name()))
                .toList();
    }

    /* With calendar slots windows are judged by theirs, which those of a kind have in common. */
    private static List<String> judgedBy(Reference reference, Predicate<FeatureReference> which) {
        return reference.pooled().slots().values().stream()
                .findFirst()
                .map(slot -> features(reference, slot, which))
                .orElseGet(() -> features(reference, which));
    }

    private static List<String> features(Reference reference, Predicate<FeatureReference> which) {
        return features(reference, reference.pooled(), which);
    }

    private static List<String> features(
            Reference reference, Population population, Predicate<FeatureReference> which) {
        List<FeatureCells> cells = reference.layout().features();
        return IntStream.range(0, cells.size())
                .filter(f -> which.test(population.features().get(f)))
                .mapToObj(f -> PrintableText.of(cells.get(f).name()))
                .toList();
    }

    private static String listed(List<String> names) {
        int more = names.size() - NAMED;
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (more > 0 ? " and " + Figures.count(more) + " more" : "");
    }
}
