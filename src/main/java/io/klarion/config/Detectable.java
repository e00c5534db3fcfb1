package io.klarion.config;

import io.klarion.core.detect.DetectableDivergence;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Reference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest divergence of each feature that a monitor can tell of, in a window of the size that its first reference
 * had: of its segments the one of median size.
 *
 * @param records how many records such a window holds
 * @param segment whose windows these are; empty for all records
 */
record Detectable(Monitor monitor, Population population, long records, Optional<Segment> segment) {

    /* Each takes some milliseconds; a page of them is not read. */
    private static final int MOST_FEATURES = 200;

    /** Empty when the monitor has no reference that knows how many records a window holds, or very many features. */
    static Optional<Detectable> of(Monitor monitor) {
        if (monitor.layout().size() > MOST_FEATURES) {
            return Optional.empty();
        }
        return monitor.references().stream().findFirst().flatMap(reference -> of(monitor, reference));
    }

    private static Optional<Detectable> of(Monitor monitor, Reference reference) {
        List<Map.Entry<Segment, Population>> known = reference.segments().entrySet().stream()
                .filter(entry -> !monitor.segmentBy().isEmpty()
                        && entry.getValue().volume().isKnown())
                .sorted(Comparator.comparingDouble(
                        entry -> entry.getValue().volume().mean()))
                .toList();
        if (!known.isEmpty()) {
            Map.Entry<Segment, Population> median = known.get(known.size() / 2);
            return Optional.of(of(monitor, median.getValue(), Optional.of(median.getKey())));
        }
        return reference.pooled().volume().isKnown()
                ? Optional.of(of(monitor, reference.pooled(), Optional.empty()))
                : Optional.empty();
    }

    private static Detectable of(Monitor monitor, Population population, Optional<Segment> segment) {
        return new Detectable(
                monitor, typical(population), Math.round(population.volume().mean()), segment);
    }

    /* With calendar slots a window is compared with its slot: that of median size stands for them. */
    private static Population typical(Population population) {
        List<Population> bySize = population.slots().values().stream()
                .sorted(Comparator.comparingLong(Population::records))
                .toList();
        return bySize.isEmpty() ? population : bySize.get(bySize.size() / 2);
    }

    /** What the numbers are about. */
    String title() {
        return "at the end of each feature's line: about the smallest divergence that every other window of " + records
                + " records shows, as many as those of the reference hold"
                + segment.map(own -> " for " + own.text(monitor.segmentNames())).orElse("");
    }

    /** {@code , detects 0.13}; nothing for pairs. */
    String of(int feature) {
        if (monitor.layout().feature(feature).type() == FeatureType.JOINT) {
            return "";
        }
        if (Arrays.stream(population.features().get(feature).counts())
                        .filter(count -> count > 0)
                        .count()
                == 1) {
            return ", constant: any other value is drift";
        }
        var smallest = DetectableDivergence.of(
                monitor.layout().feature(feature),
                monitor.features().get(feature).detect(),
                population.features().get(feature),
                records);
        return smallest.isEmpty()
                ? ", detects nothing"
                : ", detects "
                        + new BigDecimal(smallest.getAsDouble())
                                .round(new MathContext(2))
                                .stripTrailingZeros()
                                .toPlainString();
    }
}
