package io.klarion.core.distribution;

/**
 * The cells of a pair of features: every group of the first with every group of the second, then {@code missing} where
 * either value is missing, and {@code invalid} where either is invalid and none missing. Groups join neighbouring cells
 * of each feature, at most eight a feature, so that a pair has at most 66 cells. It follows from the two binnings alone.
 */
public final class JointBinning implements Binning {

    private static final int UNUSABLE = 2;

    private final FeatureCells first;
    private final FeatureCells second;
    private final Coarsening rows;
    private final Coarsening columns;

    private JointBinning(FeatureCells first, FeatureCells second) {
        this.first = first;
        this.second = second;
        this.rows = Coarsening.of(first.binning());
        this.columns = Coarsening.of(second.binning());
    }

    /**
     * The pair of two features.
     *
     * @throws IllegalArgumentException when they are the same, or one is a pair itself
     */
    public static JointBinning of(FeatureCells first, FeatureCells second) {
        if (first.name().equals(second.name())) {
            throw new IllegalArgumentException("pair: must be of two features, was " + first.name() + " twice");
        }
        return new JointBinning(first, second);
    }

    /** The name of the pair of these features. */
    public static String name(String first, String second) {
        return first + " & " + second;
    }

    /** The pair as a feature of a layout. */
    public FeatureCells feature() {
        return new FeatureCells(name(first.name(), second.name()), FeatureType.JOINT, this);
    }

    /** The name of the first feature, whose groups are the rows. */
    public String first() {
        return first.name();
    }

    /** The name of the second feature, whose groups are the columns. */
    public String second() {
        return second.name();
    }

    /** The number of groups of the first feature. */
    public int rows() {
        return rows.size();
    }

    /** The number of groups of the second feature. */
    public int columns() {
        return columns.size();
    }

    /** The cell of a record whose first and second feature are in these cells of theirs. */
    public int cellOf(int firstCell, int secondCell) {
        int row = rows.groupOf(firstCell);
        int column = columns.groupOf(secondCell);
        if (row != Coarsening.NONE && column != Coarsening.NONE) {
            return row * columns.size() + column;
        }
        boolean isMissing = firstCell == first.binning().missing()
                || secondCell == second.binning().missing();
        return isMissing ? missing() : invalid();
    }

    @Override
    public int cells() {
        return rows.size() * columns.size() + UNUSABLE;
    }

    @Override
    public CellKind kind(int cell) {
        return cell == invalid() ? CellKind.INVALID : cell == missing() ? CellKind.MISSING : CellKind.PAIR;
    }

    @Override
    public String label(int cell) {
        if (cell >= missing()) {
            return cell == missing() ? "missing" : "invalid";
        }
        return name(rows.labels().get(cell / columns.size()), columns.labels().get(cell % columns.size()));
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof JointBinning joint && first.equals(joint.first) && second.equals(joint.second);
    }

    @Override
    public int hashCode() {
        return 31 * first.hashCode() + second.hashCode();
    }

    @Override
    public String toString() {
        return name(first.name(), second.name());
    }
}
