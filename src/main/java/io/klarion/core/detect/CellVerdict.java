package io.klarion.core.detect;

/**
 * One cell of a judged feature.
 *
 * @param cell the cell's label
 * @param count the window's count
 * @param window the window's smoothed share, in [0, 1]; 0 in every cell when the window is empty
 * @param reference the reference's smoothed share, in [0, 1]; 0 in every cell when there is no reference
 * @param contribution this cell's part of the divergence; the parts sum to the value. 0 where there is no value
 */
public record CellVerdict(String cell, long count, double window, double reference, double contribution) {}
