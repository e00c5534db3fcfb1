package io.klarion.core.distribution;

/**
 * The cells of one feature: a fixed list in which every value, good or bad, has exactly one place.
 *
 * <p>The last two cells are always {@code missing} and {@code invalid}. A binning never changes; its
 * edges do not move with the data. Immutable and safe to share between threads.
 */
public sealed interface Binning permits NumericBinning, CategoricalBinning, JointBinning {

    /** The number of cells, at least 3. */
    int cells();

    /** What cell {@code cell} stands for. */
    CellKind kind(int cell);

    /** The text that names cell {@code cell} in verdicts and pages, such as {@code [20, 30)}. */
    String label(int cell);

    /** The cell of absent and null values. */
    default int missing() {
        return cells() - 2;
    }

    /** The cell of NaN, infinities and values of the wrong type. */
    default int invalid() {
        return cells() - 1;
    }
}
