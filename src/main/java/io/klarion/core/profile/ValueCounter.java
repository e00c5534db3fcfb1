package io.klarion.core.profile;

import java.util.Arrays;

/**
 * Counts how often each finite value occurs, in bounded memory and independently of the order of adding.
 *
 * <p>Up to {@value #CAP} distinct values everything is exact. Beyond that, neighbouring values whose binary forms
 * agree in all but the last few bits are counted together under the smallest of them; the number of ignored bits
 * grows one by one until the cap holds again. The groups are nested and no count is lost or estimated, so the
 * result depends only on the values, not on their order, and every returned value did occur. Not thread-safe.
 */
public final class ValueCounter {

    /** The greatest number of distinct values kept apart. */
    public static final int CAP = 1 << 17;

    private static final int BUFFER = 1 << 13;

    private final int cap;
    private double[] values = new double[0];
    private long[] counts = new long[0];
    private double[] buffer = new double[16];
    private int buffered;
    private int ignoredBits;
    private double maximum = Double.NaN;

    /** A counter without values. */
    public ValueCounter() {
        this(CAP);
    }

    ValueCounter(int cap) {
        this.cap = cap;
    }

    /** Counts {@code value}; NaN and infinities are left out. Negative zero is zero. */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        if (buffered == buffer.length) {
            makeRoom();
        }
        buffer[buffered++] = value + 0.0;
        maximum = Double.isNaN(maximum) ? value + 0.0 : Math.max(maximum, value + 0.0);
    }

    /** What was counted so far. */
    public SortedValues snapshot() {
        merge();
        return new SortedValues(values.clone(), counts.clone(), maximum);
    }

    private void makeRoom() {
        if (buffer.length < BUFFER) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        } else {
            merge();
        }
    }

    private void merge() {
        Arrays.sort(buffer, 0, buffered);
        Groups groups = new Groups(values.length + buffered);
        int kept = 0;
        for (int i = 0; i < buffered; i++) {
            while (kept < values.length && values[kept] <= buffer[i]) {
                groups.add(values[kept], counts[kept]);
                kept++;
            }
            groups.add(buffer[i], 1);
        }
        while (kept < values.length) {
            groups.add(values[kept], counts[kept]);
            kept++;
        }
        buffered = 0;
        groups.keep();
        while (values.length > cap) {
            ignoredBits++;
            regroup();
        }
    }

    private void regroup() {
        Groups groups = new Groups(values.length);
        for (int i = 0; i < values.length; i++) {
            groups.add(values[i], counts[i]);
        }
        groups.keep();
    }

    /** Rising values collected into groups that agree in all bits that count. */
    private final class Groups {
        private final double[] firsts;
        private final long[] sums;
        private int size;

        Groups(int capacity) {
            firsts = new double[capacity];
            sums = new long[capacity];
        }

        void add(double value, long count) {
            if (size == 0 || bits(firsts[size - 1]) != bits(value)) {
                firsts[size++] = value;
            }
            sums[size - 1] += count;
        }

        void keep() {
            values = Arrays.copyOf(firsts, size);
            counts = Arrays.copyOf(sums, size);
        }

        private long bits(double value) {
            return Double.doubleToLongBits(value) >> ignoredBits;
        }
    }
}
