package io.klarion.core.divergence;

/**
 * A smooth divergence {@code D = Σ q f(r)}, r = p/q, and how steeply it rises with the share of each cell, on either side: what
 * the delta method needs. One pass over the cells.
 */
final class DivergenceSlopes {

    private final SharePair pair;
    private final double[] byWindow;
    private final double[] byReference;
    private double divergence;
    private double windowMean;
    private double referenceMean;

    DivergenceSlopes(Generator f, SharePair pair) {
        this.pair = pair;
        this.byWindow = new double[pair.cells()];
        this.byReference = new double[pair.cells()];
        for (int i = 0; i < byWindow.length; i++) {
            if (pair.hasRatio(i)) {
                add(i, f, pair.ratio(i));
            } else {
                divergence += f.term(pair.window(i), pair.reference(i));
                byReference[i] = f.atZero();
            }
            windowMean += pair.window(i) * byWindow[i];
            referenceMean += pair.reference(i) * byReference[i];
        }
    }

    private void add(int cell, Generator f, Ratio ratio) {
        double value = f.value(ratio);
        double slope = f.slope(ratio);
        divergence += pair.window(cell) == pair.reference(cell) ? 0 : pair.reference(cell) * value;
        byWindow[cell] = slope;
        byReference[cell] = value - ratio.value() * slope;
    }

    /** D. */
    double divergence() {
        return divergence;
    }

    /** {@code Var_p[f′(r)]}; cells without p have no weight in it. */
    double windowVariance() {
        double sum = 0;
        for (int i = 0; i < byWindow.length; i++) {
            sum += pair.window(i) * (byWindow[i] - windowMean) * (byWindow[i] - windowMean);
        }
        return sum;
    }

    /** {@code Var_q[f(r) − r f′(r)]}, the slope of D in q; it tends to f(0) where p does to 0. */
    double referenceVariance() {
        double sum = 0;
        for (int i = 0; i < byReference.length; i++) {
            sum += pair.reference(i) * (byReference[i] - referenceMean) * (byReference[i] - referenceMean);
        }
        return sum;
    }
}
