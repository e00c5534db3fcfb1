package io.klarion.core.reference;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.profile.CategoryChoice;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds lists of categories that were chosen by the very records that a reference counts, as those before {@link CategoryChoice}: chance decided
 * which rare value is listed, so what comes next of its kind is {@code other}, which the reference seems to have never had.
 *
 * <p>It goes by the counts of all records: none is {@code other}, none was set apart, and a category came less than {@value CategoryChoice#ENOUGH} times. A list that
 * was made by other means may look like that too.
 */
public final class UnsplitCategories {

    private UnsplitCategories() {}

    /** The names of such features; empty for a reference that {@link CategoryChoice} would not have split. */
    public static List<String> of(Reference reference) {
        long records = reference.pooled().records();
        return IntStream.range(0, reference.layout().size())
                .filter(f -> records >= CategoryChoice.FEWEST
                        && reference.layout().feature(f).type() == FeatureType.CATEGORICAL
                        && isUnsplit(
                                reference.layout().feature(f),
                                reference.pooled().features().get(f),
                                records))
                .mapToObj(f -> reference.layout().feature(f).name())
                .toList();
    }

    private static boolean isUnsplit(FeatureCells feature, FeatureReference counted, long records) {
        CategoricalBinning binning = (CategoricalBinning) feature.binning();
        boolean isRare = IntStream.range(0, binning.other())
                .mapToLong(counted::count)
                .anyMatch(count -> count > 0 && count < CategoryChoice.ENOUGH);
        return isRare && counted.count(binning.other()) == 0 && counted.total() >= records;
    }
}
