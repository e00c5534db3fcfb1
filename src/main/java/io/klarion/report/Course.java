package io.klarion.report;

import java.util.Arrays;

/** The values of a feature in its last windows, oldest first; single-threaded. */
final class Course {

    /** How many windows are kept. */
    static final int LENGTH = 40;

    private final double[] values = new double[LENGTH];
    private int size;

    /** Adds the value of a window; NaN for one without. */
    void add(double value) {
        if (size == LENGTH) {
            System.arraycopy(values, 1, values, 0, LENGTH - 1);
            size--;
        }
        values[size++] = value;
    }

    /** Replaces the last value. */
    void replaceLast(double value) {
        values[size - 1] = value;
    }

    /** The last {@code n} values, or as many as there are. */
    double[] last(int n) {
        return Arrays.copyOfRange(values, Math.max(0, size - n), size);
    }

    /** The greatest finite value; 0 without any. */
    double peak() {
        return Arrays.stream(values, 0, size).filter(Double::isFinite).max().orElse(0);
    }
}
