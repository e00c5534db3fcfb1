package io.klarion.core.detect;

import io.klarion.core.distribution.OtherValues;
import java.util.List;

/**
 * What fell into the cell {@code other} of a categorical feature that shows its values.
 *
 * @param distinct how many different values, exact up to {@value OtherValues#MOST}, else an estimate
 * @param top the most frequent of those that were kept, at most 10, most frequent first
 */
public record OtherVerdict(double distinct, List<OtherValues.Value> top) {

    private static final int SHOWN = 10;

    public OtherVerdict {
        top = List.copyOf(top);
    }

    /** What is told of these values. */
    public static OtherVerdict of(OtherValues values) {
        return new OtherVerdict(values.distinct(), values.top(SHOWN));
    }
}
