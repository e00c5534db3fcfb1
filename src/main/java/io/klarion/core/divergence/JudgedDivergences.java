package io.klarion.core.divergence;

/**
 * What a pair of shares differs by.
 *
 * @param values every measure that has a value
 * @param contributions what each cell adds to the judged one; zeros where it has no value
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once to who asked, never shared
public record JudgedDivergences(MeasureValues values, double[] contributions) {}
