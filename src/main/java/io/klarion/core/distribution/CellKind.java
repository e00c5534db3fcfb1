package io.klarion.core.distribution;

/** What a cell of a {@link Binning} stands for. */
public enum CellKind {
    /** Finite numbers below the lowest bin. */
    BELOW,
    /** One bin of a numeric feature: an interval or a single value. */
    BIN,
    /** Finite numbers above the highest bin. */
    ABOVE,
    /** One listed category. */
    CATEGORY,
    /** A group of values of one feature with a group of another. */
    PAIR,
    /** Numbers in a gap between bins, or texts that are not listed. */
    OTHER,
    /** Absent or null. */
    MISSING,
    /** NaN, an infinity, or a value of the wrong type. */
    INVALID
}
