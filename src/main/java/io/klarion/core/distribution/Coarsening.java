package io.klarion.core.distribution;

import java.util.ArrayList;
import java.util.List;

/**
 * The usable cells of a binning in at most {@value #MOST} groups, so that pairs of features have few cells.
 *
 * <p>Neighbouring bins of a number join into groups of as equal a number of bins as possible, {@code below} with the
 * lowest and {@code above} with the highest; numbers in gaps between bins have a group of their own. Of categories the
 * first ones, by custom the most frequent, stay alone, the rest joins {@code other}. The groups follow from the binning
 * alone.
 */
final class Coarsening {

    /** The greatest number of groups. */
    static final int MOST = 8;

    /** The group of cells that cannot be used: {@code missing} and {@code invalid}. */
    static final int NONE = -1;

    private final int[] groups;
    private final List<String> labels;

    private Coarsening(int[] groups, List<String> labels) {
        this.groups = groups;
        this.labels = List.copyOf(labels);
    }

    /** The groups of {@code binning}; a binning of pairs has none. */
    static Coarsening of(Binning binning) {
        if (binning instanceof NumericBinning numeric) {
            return of(numeric);
        }
        if (binning instanceof CategoricalBinning categorical) {
            return of(categorical);
        }
        throw new IllegalArgumentException("binning: must be of a single feature to be paired, was " + binning);
    }

    private static Coarsening of(NumericBinning binning) {
        int bins = binning.bins().size();
        boolean hasGaps = binning.cells() > binning.orderedCells() + 2;
        int count = Math.min(bins, hasGaps ? MOST - 1 : MOST);
        int[] groups = new int[binning.cells()];
        for (int bin = 0; bin < bins; bin++) {
            groups[bin + 1] = bin * count / bins;
        }
        groups[bins + 1] = count - 1;
        List<String> labels = new ArrayList<>();
        for (int group = 0; group < count; group++) {
            labels.add(label(binning, group, count));
        }
        if (hasGaps) {
            groups[bins + 2] = count;
            labels.add("other");
        }
        return new Coarsening(withoutUnusable(groups, binning), labels);
    }

    /* The outer groups reach on without end. */
    private static String label(NumericBinning binning, int group, int count) {
        List<NumericBin> bins = binning.bins();
        NumericBin low = bins.get(firstBin(group, count, bins.size()));
        NumericBin high = bins.get(firstBin(group + 1, count, bins.size()) - 1);
        if (count == 1) {
            return "any number";
        }
        if (group == 0) {
            return (high.highInclusive() ? "up to " : "below ") + NumberText.of(high.high());
        }
        if (group == count - 1) {
            return (low.lowInclusive() ? "from " : "above ") + NumberText.of(low.low());
        }
        return new NumericBin(low.low(), low.lowInclusive(), high.high(), high.highInclusive()).label();
    }

    /* The first bin b with b * count / bins = group. */
    private static int firstBin(int group, int count, int bins) {
        return (group * bins + count - 1) / count;
    }

    private static Coarsening of(CategoricalBinning binning) {
        List<String> categories = binning.categories();
        int alone = Math.min(categories.size(), MOST - 1);
        int[] groups = new int[binning.cells()];
        for (int cell = 0; cell <= categories.size(); cell++) {
            groups[cell] = Math.min(cell, alone);
        }
        List<String> labels = new ArrayList<>(categories.subList(0, alone));
        labels.add("other");
        return new Coarsening(withoutUnusable(groups, binning), labels);
    }

    private static int[] withoutUnusable(int[] groups, Binning binning) {
        groups[binning.missing()] = NONE;
        groups[binning.invalid()] = NONE;
        return groups;
    }

    /** The group of {@code cell}, or {@link #NONE}. */
    int groupOf(int cell) {
        return groups[cell];
    }

    /** The names of the groups. */
    List<String> labels() {
        return labels;
    }

    /** The number of groups. */
    int size() {
        return labels.size();
    }
}
