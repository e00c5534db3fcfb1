package io.klarion.core.profile;

/**
 * The distinct finite values of a sample in rising order, each with the number of its occurrences.
 *
 * <p>Immutable. Empty when nothing was added.
 */
public final class SortedValues {

    private final double[] values;
    private final long[] counts;
    private final double maximum;
    private final long total;

    SortedValues(double[] values, long[] counts, double maximum) {
        this.values = values;
        this.counts = counts;
        this.maximum = maximum;
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        this.total = sum;
    }

    /** The sample of these values, in any order; NaN and infinities are left out. */
    public static SortedValues of(double... values) {
        ValueCounter counter = new ValueCounter();
        for (double value : values) {
            counter.add(value);
        }
        return counter.snapshot();
    }

    /** The number of distinct values. */
    public int size() {
        return values.length;
    }

    /** The {@code i}-th smallest distinct value. */
    public double value(int i) {
        return values[i];
    }

    /** How often the {@code i}-th smallest distinct value occurs. */
    public long count(int i) {
        return counts[i];
    }

    /** The greatest value; NaN when there is none. */
    public double maximum() {
        return maximum;
    }

    /** The number of values, repeats included. */
    public long total() {
        return total;
    }

    /**
     * The smallest value with at least the share {@code share} of the sample at or below it.
     *
     * @throws IllegalStateException when the sample is empty
     */
    public double quantile(double share) {
        if (total == 0) {
            throw new IllegalStateException("values: must hold at least one value, was empty");
        }
        long below = 0;
        int i = 0;
        while (i < values.length - 1 && below + counts[i] < share * total) {
            below += counts[i];
            i++;
        }
        return values[i];
    }
}
