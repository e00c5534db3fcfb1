package io.klarion.core.divergence;

/**
 * What {@link Ratio} says of every cell of a pair of shares, to the bit, as columns: most of it is computed by loops without branches, several cells
 * at once. Of a cell that a side lacks nothing is said.
 */
final class Ratios {

    private final double[] values;
    private final double[] excesses;
    private final double[] logs;

    /** The ratios of {@code window} to {@code reference}, which are as long. */
    Ratios(double[] window, double[] reference) {
        this.values = new double[window.length];
        this.excesses = new double[window.length];
        this.logs = new double[window.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = window[i] / reference[i];
            excesses[i] = (window[i] - reference[i]) / reference[i];
        }
        NaturalLog.ofOnePlusWherePlain(excesses, logs);
        for (int i = 0; i < values.length; i++) {
            if (!NaturalLog.isPlain(excesses[i])) {
                boolean hasRatio = window[i] != 0 && reference[i] != 0;
                logs[i] = hasRatio ? Ratio.log(values[i], excesses[i]) : Double.NaN;
            }
        }
    }

    int cells() {
        return values.length;
    }

    /** The ratio of {@code cell}. */
    Ratio of(int cell) {
        return new Ratio(values[cell], excesses[cell], logs[cell]);
    }

    /** r of {@code cell}. */
    double value(int cell) {
        return values[cell];
    }

    /** {@code r − 1} of {@code cell}. */
    double excess(int cell) {
        return excesses[cell];
    }

    /** {@code ln r} of {@code cell}. */
    double log(int cell) {
        return logs[cell];
    }
}
