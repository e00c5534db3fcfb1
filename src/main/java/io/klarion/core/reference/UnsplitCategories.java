package io.klarion.core.reference;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.profile.CategoryChoice;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds lists of categories that were chosen by the very records that a reference counts, as those before {@link CategoryChoice}: chance decided
 * which rare value is listed, so what comes next of its kind is {@code other}, which the reference seems to have never or hardly had.
 *
 * <p>It goes by the counts of all records: a category came less than {@value CategoryChoice#ENOUGH} times, of {@value CategoryChoice#FEWEST} texts or more, and no record was set
 * apart. A list that was made by other means, or over which other records are counted, looks like that too.
 */
public final class UnsplitCategories {

    private UnsplitCategories() {}

    /** The names of such features; empty for a reference that {@link CategoryChoice} has split where it would. */
    public static List<String> of(Reference reference) {
        return IntStream.range(0, reference.layout().size())
                .filter(f -> reference.layout().feature(f).type() == FeatureType.CATEGORICAL
                        && isUnsplit(
                                reference.layout().feature(f),
                                reference.pooled().features().get(f),
                                reference.pooled().records()))
                .mapToObj(f -> reference.layout().feature(f).name())
                .toList();
    }

    private static boolean isUnsplit(FeatureCells feature, FeatureReference counted, long records) {
        int other = ((CategoricalBinning) feature.binning()).other();
        boolean isRare = IntStream.range(0, other)
                .mapToLong(counted::count)
                .anyMatch(count -> count > 0 && count < CategoryChoice.ENOUGH);
        long texts = IntStream.rangeClosed(0, other).mapToLong(counted::count).sum();
        return isRare && texts >= CategoryChoice.FEWEST && counted.total() >= records;
    }
}
