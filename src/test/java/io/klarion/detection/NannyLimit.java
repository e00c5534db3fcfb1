package io.klarion.detection;

import java.util.Optional;
import java.util.function.Predicate;

/** NannyML's limit: Jensen–Shannon distance above mean + 3 standard deviations of the reference's own chunks. */
final class NannyLimit {

    private NannyLimit() {}

    static Optional<Predicate<Window>> of(ReferenceSample reference) {
        if (reference.chunks().size() < 2) {
            return Optional.empty();
        }
        long[] whole = reference.whole().cells();
        double[] distances = reference.chunks().stream()
                .mapToDouble(chunk -> Statistics.jensenShannon(chunk.cells(), whole))
                .toArray();
        double limit = Statistics.mean(distances) + 3 * Statistics.deviation(distances);
        return Optional.of(window -> Statistics.jensenShannon(window.cells(), whole) > limit);
    }
}
