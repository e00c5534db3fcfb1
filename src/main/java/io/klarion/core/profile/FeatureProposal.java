package io.klarion.core.profile;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureType;
import java.util.List;
import java.util.Optional;

/**
 * What to make of a column: a feature of some type, or nothing.
 *
 * @param pointer JSON pointer of the field
 * @param type the feature's type; empty when the column should not be monitored
 * @param reasons why it is left out, or what to know of it, for people; may be empty for a plain feature
 */
public record FeatureProposal(String pointer, Optional<FeatureType> type, List<String> reasons) {

    /** How many intervals a numeric feature gets unless told otherwise. */
    public static final int INTERVALS = 20;

    /** How many categories a categorical feature gets at most unless told otherwise. */
    public static final int CATEGORIES = 200;

    public FeatureProposal {
        reasons = List.copyOf(reasons);
    }

    /** What to make of {@code column}, given how many records there are. */
    public static FeatureProposal of(Column column, long records) {
        return new ColumnJudge(column, records).judge();
    }

    /**
     * The cells of a feature of this type from the values of {@code column}.
     *
     * @param limit how many intervals, or at most how many categories
     * @throws IllegalArgumentException when a numeric feature has no finite number to go by
     */
    public static Binning cells(FeatureType type, Column column, int limit) {
        return switch (type) {
            case NUMERIC -> QuantileCells.of(column.values(), limit);
            case CATEGORICAL ->
                CategoricalBinning.of(CategoryChoice.of(column.texts(), limit).categories());
            case BOOLEAN -> CategoricalBinning.ofBoolean();
            case JOINT -> throw new IllegalArgumentException("type: must be of a single feature, was joint");
        };
    }
}
