package io.klarion.core.divergence;

/**
 * The counts of a window and its reference over the cells that either uses, with the sizes they are worth.
 *
 * <p>Dependent records say less than their number: with effective sizes n and m, every count is scaled so that the
 * sides sum to them. Cells used by neither side are left out; listing them changes nothing. A side without records, or
 * worth less than a millionth of one, leaves the pair empty.
 */
final class CountPair {

    private static final double SMALLEST_SIZE = 1e-6;

    private final long[] window;
    private final long[] reference;
    private final double windowRecords;
    private final double referenceRecords;
    private final double windowSize;
    private final double referenceSize;
    private final double windowScale;
    private final double referenceScale;

    private CountPair(long[] window, long[] reference, double windowSize, double referenceSize) {
        this.window = window;
        this.reference = reference;
        this.windowRecords = sum(window);
        this.referenceRecords = sum(reference);
        this.windowSize = windowRecords > 0 && windowSize >= SMALLEST_SIZE ? windowSize : 0;
        this.referenceSize = referenceRecords > 0 && referenceSize >= SMALLEST_SIZE ? referenceSize : 0;
        this.windowScale = this.windowSize / windowRecords;
        this.referenceScale = this.referenceSize / referenceRecords;
    }

    /** The pair of these counts, worth as many independent records as {@code sizes} says. */
    static CountPair of(long[] window, long[] reference, EffectiveSizes sizes) {
        if (window.length != reference.length) {
            throw new IllegalArgumentException(
                    "window: must have as many cells as the reference, " + reference.length + ", was " + window.length);
        }
        int used = 0;
        long signs = 0;
        for (int i = 0; i < window.length; i++) {
            signs |= window[i] | reference[i];
            used += window[i] > 0 || reference[i] > 0 ? 1 : 0;
        }
        if (signs < 0) {
            requireCounts("window", window);
            requireCounts("reference", reference);
        }
        return used == window.length
                ? new CountPair(window, reference, sizes.window(), sizes.reference())
                : ofUsed(used, window, reference, sizes);
    }

    private static CountPair ofUsed(int used, long[] window, long[] reference, EffectiveSizes sizes) {
        long[] ofWindow = new long[used];
        long[] ofReference = new long[used];
        int next = 0;
        for (int i = 0; i < window.length; i++) {
            if (window[i] > 0 || reference[i] > 0) {
                ofWindow[next] = window[i];
                ofReference[next] = reference[i];
                next++;
            }
        }
        return new CountPair(ofWindow, ofReference, sizes.window(), sizes.reference());
    }

    private static double sum(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static void requireCounts(String side, long[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException(side + "[" + i + "]: must be at least 0, was " + counts[i]);
            }
        }
    }

    /** The number of cells that either side uses. */
    int cells() {
        return window.length;
    }

    /** Whether a side is worth nothing. */
    boolean isEmpty() {
        return windowSize == 0 || referenceSize == 0;
    }

    double windowSize() {
        return windowSize;
    }

    double referenceSize() {
        return referenceSize;
    }

    /** The window's count of one cell, scaled to its effective size. */
    double windowCount(int cell) {
        return window[cell] * windowScale;
    }

    /** The reference's count of one cell, scaled to its effective size. */
    double referenceCount(int cell) {
        return reference[cell] * referenceScale;
    }

    /** The window's counts, scaled to its effective size; a new array. */
    double[] windowCounts() {
        return scaled(window, windowScale);
    }

    /** The reference's counts, scaled to its effective size; a new array. */
    double[] referenceCounts() {
        return scaled(reference, referenceScale);
    }

    private static double[] scaled(long[] counts, double factor) {
        double[] scaled = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            scaled[i] = counts[i] * factor;
        }
        return scaled;
    }

    /**
     * The difference of the unsmoothed shares {@code a/n − b/m} as {@code (a m − b n) / (n m)}, where the numerator
     * is exact to two units in the last place even when nearly all of it cancels (W. Kahan's difference of products).
     */
    double difference(int cell) {
        double product = reference[cell] * windowRecords;
        double lost = Math.fma(-(double) reference[cell], windowRecords, product);
        double numerator = Math.fma((double) window[cell], referenceRecords, -product) + lost;
        return numerator / windowRecords / referenceRecords;
    }
}
