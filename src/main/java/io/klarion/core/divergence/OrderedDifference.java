package io.klarion.core.divergence;

import java.util.Optional;

/**
 * The difference of two distributions along a line of cells: KS and Wasserstein-1 with what each cell contributes.
 *
 * <p>Shares are taken within the ordered cells (conditional on being ordered). With cumulative shares
 * {@code F(j) = Σ_{i ≤ j}}, KS is {@code max |F_P(j) − F_Q(j)|} and Wasserstein-1 [1] is
 * {@code Σ |F_P(j) − F_Q(j)| (x_{j+1} − x_j)}, in the unit of the positions x. Both are those of the binned data:
 * KS is at most that of the raw values, whose steps inside a bin are not seen.
 *
 * <p>[1] S. S. Vallender, Calculation of the Wasserstein distance between probability distributions on the line,
 * Theory Probab. Appl. 18 (1974), doi:10.1137/1118101.
 */
final class OrderedDifference {

    private final OrderedCells order;
    private final SharePair pair;
    private final double windowMass;
    private final double referenceMass;
    /* The running sum of p − q. */
    private final double[] cumulative;

    private OrderedDifference(OrderedCells order, SharePair pair, double windowMass, double referenceMass) {
        this.order = order;
        this.pair = pair;
        this.windowMass = windowMass;
        this.referenceMass = referenceMass;
        this.cumulative = new double[order.size()];
        double sum = 0;
        for (int j = 0; j < order.size(); j++) {
            sum += difference(j);
            cumulative[j] = sum;
        }
    }

    /** p − q at {@code place}. */
    private double difference(int place) {
        int cell = order.cell(place);
        return pair.window(cell) / windowMass - pair.reference(cell) / referenceMass;
    }

    /** The difference of {@code pair} along {@code order}; empty when either side has nothing in ordered cells. */
    static Optional<OrderedDifference> of(SharePair pair, OrderedCells order) {
        double window = 0;
        double reference = 0;
        for (int j = 0; j < order.size(); j++) {
            int cell = order.cell(j);
            if (cell >= pair.cells()) {
                throw new IllegalArgumentException("order: must name cells below " + pair.cells() + ", was " + cell);
            }
            window += pair.window(cell);
            reference += pair.reference(cell);
        }
        return window > 0 && reference > 0
                ? Optional.of(new OrderedDifference(order, pair, window, reference))
                : Optional.empty();
    }

    double kolmogorovSmirnov() {
        return Math.min(1, Math.abs(cumulative[widest()]));
    }

    double wasserstein() {
        double sum = 0;
        for (int j = 0; j + 1 < cumulative.length; j++) {
            sum += moved(j);
        }
        return sum;
    }

    /**
     * Half of KS is shared among the cells up to the (first) widest gap that open it, half among those after it that close
     * it, each in proportion to its own difference of shares. At least 0; they sum to KS.
     */
    double[] kolmogorovSmirnovContributions() {
        int widest = widest();
        double sign = Math.signum(cumulative[widest]);
        double[] contributions = new double[pair.cells()];
        spread(contributions, 0, widest + 1, sign);
        spread(contributions, widest + 1, cumulative.length, -sign);
        return contributions;
    }

    private void spread(double[] contributions, int from, int to, double sign) {
        double opening = 0;
        for (int j = from; j < to; j++) {
            opening += Math.max(0, sign * difference(j));
        }
        double half = kolmogorovSmirnov() / 2;
        for (int j = from; j < to && opening > 0; j++) {
            contributions[order.cell(j)] = half * Math.max(0, sign * difference(j)) / opening;
        }
    }

    /** What crosses the gap between two neighbours belongs half to either. At least 0; they sum to Wasserstein-1. */
    double[] wassersteinContributions() {
        double[] contributions = new double[pair.cells()];
        for (int j = 0; j + 1 < cumulative.length; j++) {
            double half = moved(j) / 2;
            contributions[order.cell(j)] += half;
            contributions[order.cell(j + 1)] += half;
        }
        return contributions;
    }

    /** Mass times distance between the cell at {@code place} and the next. */
    private double moved(int place) {
        return cumulative[place] == 0 ? 0 : Math.abs(cumulative[place]) * order.gapAfter(place);
    }

    /** Where the cumulative shares first differ most; the last place never, as both have reached 1 there. */
    private int widest() {
        int widest = 0;
        for (int j = 1; j + 1 < cumulative.length; j++) {
            if (Math.abs(cumulative[j]) > Math.abs(cumulative[widest])) {
                widest = j;
            }
        }
        return widest;
    }
}
