package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The numbers of an alert.
 *
 * @param value what is watched: a divergence, a rise of a share, a ratio
 * @param lower its lower bound
 * @param upper its upper bound
 * @param threshold what it must exceed
 * @param n records of the window
 * @param topCells the cells that contribute most
 */
record Figures(
        OptionalDouble value,
        OptionalDouble lower,
        OptionalDouble upper,
        double threshold,
        long n,
        List<CellVerdict> topCells) {}
