package io.klarion.core.reference;

import io.klarion.core.distribution.Binning;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The reference counts of one feature over the cells of its binning.
 *
 * <p>m is the number of records; missing and invalid values are cells too. Immutable.
 */
public final class FeatureReference {

    /* Fewer are not asked for location and scale. */
    private static final int ORDERED_CELLS = 3;

    private final long[] counts;
    private final long total;
    private final double effective;
    private final Dispersion dispersion;
    private final Optional<HeldOut> heldOut;
    private final boolean isProvisional;

    /**
     * The reference with these counts.
     *
     * @param counts one count a cell, each at least 0; copied
     * @param effective the effective number of records, at most the sum of {@code counts}
     * @param dispersion how much the feature's windows differ
     */
    public FeatureReference(long[] counts, double effective, Dispersion dispersion) {
        this(counts, effective, dispersion, Optional.empty(), !dispersion.isKnown());
    }

    private FeatureReference(
            long[] counts, double effective, Dispersion dispersion, Optional<HeldOut> heldOut, boolean isProvisional) {
        this.counts = counts.clone();
        long sum = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("counts: must be at least 0, was " + count);
            }
            sum = Math.addExact(sum, count);
        }
        this.total = sum;
        this.effective = effective;
        this.dispersion = dispersion;
        this.heldOut = heldOut;
        this.isProvisional = isProvisional;
    }

    /** The same with other counts over the same cells; the effective size changes as the number of records does. */
    FeatureReference with(long[] others) {
        double share = total == 0 ? 1 : LongStream.of(others).sum() / (double) total;
        return new FeatureReference(others, effective * share, dispersion, heldOut, isProvisional);
    }

    /** The same with what its windows showed, each held against the others. */
    public FeatureReference with(Optional<HeldOut> windows) {
        return new FeatureReference(counts, effective, dispersion, windows, isProvisional);
    }

    /**
     * The same with a dispersion learned elsewhere, if it has none of its own: its m records then count for
     * m / (1 + (n̄−1)ρ), as if they had come in windows of the n̄ records that live ones have.
     */
    public FeatureReference learning(LearnedDispersion learned) {
        if (dispersion.isKnown() || !learned.dispersion().isKnown()) {
            return this;
        }
        double inflation =
                1 + Math.max(0, learned.windowSize() - 1) * learned.dispersion().rho();
        return new FeatureReference(counts, effective / inflation, learned.dispersion(), heldOut, true);
    }

    /**
     * The reference that windows make together.
     *
     * @param windows their counts over the same cells; none make a reference without records
     * @param binning the cells
     */
    public static FeatureReference ofWindows(List<long[]> windows, Binning binning) {
        long[] counts = new long[binning.cells()];
        for (long[] window : windows) {
            for (int c = 0; c < counts.length; c++) {
                counts[c] = Math.addExact(counts[c], window[c]);
            }
        }
        return told(counts, windows, binning);
    }

    /**
     * The reference with these counts, of which windows tell how much they differ.
     *
     * @param windows those of its windows that are known, may be none
     */
    static FeatureReference told(long[] counts, List<long[]> windows, Binning binning) {
        Dispersion dispersion = OverDispersion.of(windows, PopulationCounter.orderedCells(binning));
        double records = LongStream.of(counts).sum();
        double typicalSize = PopulationCounter.typicalSize(windows);
        return new FeatureReference(counts, records / (1 + (typicalSize - 1) * dispersion.rho()), dispersion);
    }

    /** The count of cell {@code cell}. */
    public long count(int cell) {
        return counts[cell];
    }

    /** A copy of all counts. */
    public long[] counts() {
        return counts.clone();
    }

    /** The number of records, m. */
    public long total() {
        return total;
    }

    /** The effective number of records: how many independent ones say as much. */
    public double effective() {
        return effective;
    }

    /** How much the feature's windows differ. */
    public Dispersion dispersion() {
        return dispersion;
    }

    /** Whether how much its windows differ is not known from itself: taken as nothing, or learned elsewhere. */
    public boolean isProvisional() {
        return isProvisional;
    }

    /**
     * Whether location and scale are not judged only because nothing says how much they wander, as in files of before that was
     * asked. Not where there is no order, or too few of its cells are used, or windows differ more than chance: there it costs nothing.
     */
    boolean lacksWander(Binning binning) {
        return dispersion.isKnown()
                && dispersion.isExact()
                && dispersion.wander().isEmpty()
                && IntStream.range(0, PopulationCounter.orderedCells(binning))
                                .filter(cell -> counts[cell] > 0)
                                .limit(ORDERED_CELLS)
                                .count()
                        == ORDERED_CELLS;
    }

    /** What the windows showed, each held against the others; empty when nobody looked, or there were too few. */
    public Optional<HeldOut> heldOut() {
        return heldOut;
    }
}
