package io.klarion.core.divergence;

/** The 2 × k table of what was counted in window and reference, and what was to be expected if nothing differed. */
final class TwoSampleTable {

    private final CountPair counts;
    private final double chiSquare;
    private final double minExpected;

    TwoSampleTable(CountPair counts) {
        this.counts = counts;
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < counts.cells(); i++) {
            double excess = excess(i);
            double pooled = pooledShare(i);
            double inWindow = counts.windowSize() * pooled;
            double inReference = counts.referenceSize() * pooled;
            sum += excess / inWindow * excess;
            sum += excess / inReference * excess;
            least = Math.min(least, Math.min(inWindow, inReference));
        }
        this.chiSquare = sum;
        this.minExpected = least;
    }

    private double pooledShare(int cell) {
        return (counts.windowCount(cell) + counts.referenceCount(cell))
                / (counts.windowSize() + counts.referenceSize());
    }

    /** What the window has of the cell beyond its expectation, and the reference lacks. */
    private double excess(int cell) {
        double n = counts.windowSize();
        double m = counts.referenceSize();
        return counts.difference(cell) * (n / (n + m)) * m;
    }

    /** {@code Σ (O − E)²/E}. */
    double chiSquare() {
        return chiSquare;
    }

    /** The smallest expected count. */
    double minExpected() {
        return minExpected;
    }

    /** {@code 2 Σ O ln(O/E)}, computed anew with each call. */
    double g() {
        double sum = 0;
        for (int i = 0; i < counts.cells(); i++) {
            double excess = excess(i);
            double pooled = pooledShare(i);
            sum += g(counts.windowCount(i), counts.windowSize() * pooled, excess);
            sum += g(counts.referenceCount(i), counts.referenceSize() * pooled, -excess);
        }
        return sum;
    }

    /* O ln(O/E) is summed as E f(O/E) with f(t) = t ln t − t + 1: the rest cancels, and nothing else does. */
    private static double g(double observed, double expected, double excess) {
        return 2
                * expected
                * (observed == 0
                        ? Generator.KL.atZero()
                        : Generator.KL.value(new Ratio(observed / expected, excess / expected)));
    }
}
