package io.klarion.core.divergence;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.NumberText;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which cells lie on a line, in which order and where; what {@link Measure#KS} and {@link Measure#WASSERSTEIN} need.
 *
 * <p>Cells that are not listed, such as missing, invalid, other and categories, have no place on the line: both
 * measures then compare the shares within the listed cells only. Immutable.
 */
public final class OrderedCells {

    private static final OrderedCells NONE = new OrderedCells(new int[0], new double[0]);

    private final int[] order;
    private final double[] positions;

    private OrderedCells(int[] order, double[] positions) {
        this.order = order;
        this.positions = positions;
    }

    /** No cell is ordered. */
    public static OrderedCells none() {
        return NONE;
    }

    /** Cells 0, 1, …, count − 1 in this order, one unit apart. */
    public static OrderedCells first(int count) {
        return of(IntStream.range(0, count).toArray());
    }

    /** These cells in this order, one unit apart. */
    public static OrderedCells of(int[] order) {
        return of(order, IntStream.range(0, order.length).asDoubleStream().toArray());
    }

    /**
     * These cells in this order, each at its own place on the line.
     *
     * @param order the cells, each once
     * @param positions a place for each of {@code order}; finite, never falling
     */
    public static OrderedCells of(int[] order, double[] positions) {
        if (order.length != positions.length) {
            throw new IllegalArgumentException(
                    "positions: must be one for each cell, " + order.length + ", was " + positions.length);
        }
        requireCells(order);
        for (int i = 0; i < positions.length; i++) {
            boolean falls = i > 0 && positions[i] < positions[i - 1];
            if (falls || !Double.isFinite(positions[i])) {
                throw new IllegalArgumentException(
                        "positions[" + i + "]: must be finite and not fall, was " + NumberText.of(positions[i]));
            }
        }
        return new OrderedCells(order.clone(), positions.clone());
    }

    private static void requireCells(int[] order) {
        if (IntStream.of(order).distinct().count() < order.length) {
            throw new IllegalArgumentException("order: must name each cell once, was "
                    + IntStream.of(order).boxed().toList());
        }
        if (IntStream.of(order).anyMatch(cell -> cell < 0)) {
            throw new IllegalArgumentException("order: must name cells from 0, was "
                    + IntStream.of(order).boxed().toList());
        }
    }

    /**
     * The ordered cells of a feature: {@code below}, the bins and {@code above} of a numeric one, none of a
     * categorical one.
     *
     * <p>A bin stands at its midpoint, {@code below} at the lower end of the lowest bin, {@code above} at the upper
     * end of the highest: for {@code [0, 10)} and {@code [10, 30]} the places are 0, 5, 20, 30. Mass beyond the
     * range is thus never taken to be further away than it must be.
     */
    public static OrderedCells of(Binning binning) {
        if (!(binning instanceof NumericBinning numeric)) {
            return none();
        }
        List<NumericBin> bins = numeric.bins();
        double[] positions = new double[numeric.orderedCells()];
        positions[0] = bins.get(0).low();
        for (int i = 0; i < bins.size(); i++) {
            positions[i + 1] = bins.get(i).midpoint();
        }
        positions[bins.size() + 1] = bins.get(bins.size() - 1).high();
        int[] order = new int[positions.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return new OrderedCells(order, positions);
    }

    /** How many cells are ordered. */
    public int size() {
        return order.length;
    }

    /** The cell that is {@code place}-th on the line, from 0. */
    public int cell(int place) {
        return order[place];
    }

    /** The distance from the cell at {@code place} to the next one; at least 0. */
    public double gapAfter(int place) {
        return positions[place + 1] - positions[place];
    }
}
