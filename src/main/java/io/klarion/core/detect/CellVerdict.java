package io.klarion.core.detect;

/**
 * One cell of a judged feature.
 *
 * @param cell the cell's label
 * @param count the window's count
 * @param window the window's smoothed share, in [0, 1]
 * @param reference the reference's smoothed share, in [0, 1]
 * @param contribution this cell's part of the divergence; the parts sum to the value
 */
public record CellVerdict(String cell, long count, double window, double reference, double contribution) {}
