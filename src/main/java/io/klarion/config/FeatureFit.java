package io.klarion.config;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.NumberText;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.divergence.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a reference was built the way an entry of {@code features} says. The histogram tested is the histogram
 * shown: a reference with other cells is refused, never bent.
 *
 * <p>A count of bins is a wish of the builder, who merges bins where values pile up, so it cannot disagree.
 */
final class FeatureFit {

    private static final String REBUILD = " as in the reference (or the reference must be rebuilt)";

    private FeatureFit() {}

    /** Reports where {@code entry}, at {@code path}, disagrees with {@code cells}. */
    static void check(String path, FeatureConfig entry, FeatureCells cells, Problems problems) {
        if (entry.type().isPresent() && entry.type().get() != cells.type()) {
            problems.add(
                    path + ".type",
                    "be " + cells.type().key() + REBUILD,
                    entry.type().get().key() + " for " + cells.name());
            return;
        }
        Optional<Disagreement> disagreement = entry.bins().flatMap(bins -> disagreement(bins, cells.binning()));
        disagreement.ifPresent(found ->
                problems.add(path + ".bins." + found.key(), "be " + found.expected() + REBUILD, found.written()));
    }

    /** Reports where {@code measure}, said at {@code path}, needs an order that {@code cells} do not have. */
    static void checkMeasure(String path, Measure measure, FeatureCells cells, Problems problems) {
        if (measure.isOrdered() && !(cells.binning() instanceof NumericBinning)) {
            problems.add(
                    path + ".detect.measure",
                    "not need ordered cells for the " + cells.type().key() + " feature " + cells.name(),
                    measure.key());
        }
    }

    private record Disagreement(String key, String expected, String written) {}

    private static Optional<Disagreement> disagreement(BinsConfig bins, Binning binning) {
        if (bins instanceof BinsConfig.Edges edges) {
            return differs(edges, binning)
                    ? Optional.of(new Disagreement("edges", cells(binning), numbers(edges.edges())))
                    : Optional.empty();
        }
        if (bins instanceof BinsConfig.Categories categories) {
            return differs(categories, binning)
                    ? Optional.of(new Disagreement(
                            "categories",
                            cells(binning),
                            categories.categories().size() + " others"))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean differs(BinsConfig.Edges edges, Binning binning) {
        double[] numbers =
                edges.edges().stream().mapToDouble(Double::doubleValue).toArray();
        return !NumericBinning.ofEdges(numbers).equals(binning);
    }

    private static boolean differs(BinsConfig.Categories categories, Binning binning) {
        return !(binning instanceof CategoricalBinning listed
                && Set.copyOf(listed.categories()).equals(Set.copyOf(categories.categories())));
    }

    /* Numbers may be shown; categories may be personal data, so only their number is. */
    private static String cells(Binning binning) {
        return binning instanceof CategoricalBinning listed
                ? "the " + listed.categories().size() + " categories"
                : "the bins " + binning;
    }

    private static String numbers(List<Double> edges) {
        return edges.stream().map(NumberText::of).toList().toString();
    }
}
