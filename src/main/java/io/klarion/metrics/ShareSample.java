package io.klarion.metrics;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ShownCells;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CellKind;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is exported of the cells of one feature: buckets of a numeric one, named shares of any other.
 *
 * @param hasReference whether there is anything to compare with
 * @param buckets by rising upper edge, the last one without end; empty unless numeric
 * @param shares by the cell's name; empty when numeric
 */
record ShareSample(boolean hasReference, List<Bucket> buckets, Map<String, Share> shares) {

    /** The greatest number of categories with a share of their own: the most frequent ones of the reference. */
    static final int CATEGORIES = 20;

    /** The name of all other listed categories together. */
    static final String REST = "(rest)";

    /**
     * The values above the edge before and up to this one.
     *
     * @param upper the edge
     * @param window records of the window
     * @param reference records of the reference, as its smoothed shares tell
     */
    record Bucket(double upper, long window, long reference) {}

    /**
     * Smoothed shares in [0, 1], as in the verdict.
     *
     * @param window of the window
     * @param reference of the reference
     */
    record Share(double window, double reference) {

        Share plus(Share that) {
            return new Share(window + that.window, reference + that.reference);
        }
    }

    /** The cells of {@code verdict}; empty when it has none, as a window without records. */
    static Optional<ShareSample> of(FeatureVerdict verdict, MetricsPlan.Shares how) {
        if (verdict.cells().size() != how.binning().cells()) {
            return Optional.empty();
        }
        boolean hasReference = verdict.m() > 0;
        return Optional.of(
                how.binning() instanceof NumericBinning numeric
                        ? new ShareSample(hasReference, buckets(verdict, numeric), Map.of())
                        : new ShareSample(hasReference, List.of(), shares(verdict, how)));
    }

    /* Cells that end at the same number, as a point mass and the interval before it, are one bucket. */
    private static List<Bucket> buckets(FeatureVerdict verdict, NumericBinning binning) {
        List<NumericBin> bins = binning.bins();
        List<Bucket> buckets = new ArrayList<>();
        for (int cell = 0; cell < binning.orderedCells(); cell++) {
            double upper = cell == 0
                    ? bins.get(0).low()
                    : cell <= bins.size() ? bins.get(cell - 1).high() : Double.POSITIVE_INFINITY;
            CellVerdict counted = verdict.cells().get(cell);
            long window = counted.count();
            long reference = Math.round(counted.reference() * verdict.m());
            int last = buckets.size() - 1;
            if (last >= 0 && buckets.get(last).upper() == upper) {
                Bucket before = buckets.remove(last);
                window += before.window();
                reference += before.reference();
            }
            buckets.add(new Bucket(upper, window, reference));
        }
        return List.copyOf(buckets);
    }

    private static Map<String, Share> shares(FeatureVerdict verdict, MetricsPlan.Shares how) {
        Map<String, Share> shares = new LinkedHashMap<>();
        List<CellVerdict> cells = ShownCells.of(verdict, how.showValues());
        for (int cell = 0; cell < cells.size(); cell++) {
            CellVerdict shown = cells.get(cell);
            shares.merge(
                    name(how.binning(), cell, shown.cell()), new Share(shown.window(), shown.reference()), Share::plus);
        }
        return shares;
    }

    /* In brackets, so that no category is taken for what is none. */
    private static String name(Binning binning, int cell, String shown) {
        boolean isListed = binning.kind(cell) == CellKind.CATEGORY || binning.kind(cell) == CellKind.PAIR;
        if (!isListed) {
            return "(" + shown + ")";
        }
        return cell < CATEGORIES ? shown : REST;
    }
}
