package io.klarion.core.backtest;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.monitor.Monitor;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that is known to have changed.
 *
 * @param from when it began, epoch milliseconds
 * @param to when it ended, exclusive; empty for a change that lasts until the next one begins
 * @param monitor the monitor it is about; empty for any
 * @param segment the segment it is about, such as {@code country=DE}; empty for any
 * @param features the features it is about; empty for any
 */
public record Change(long from, OptionalLong to, String monitor, String segment, Set<String> features) {

    public Change {
        features = Set.copyOf(features);
        if (to.isPresent() && to.getAsLong() <= from) {
            throw new IllegalArgumentException("to: must be after from, was not");
        }
    }

    /** Whether an alert of {@code of} may tell of it, by its name. */
    boolean isAbout(Monitor of, Raised alert) {
        return (segment.isEmpty() || segment.equals(alert.segment()))
                && (features.isEmpty() || subjects(of, alert).anyMatch(features::contains));
    }

    boolean isAbout(Monitor of) {
        return monitor.isEmpty() || monitor.equals(of.name());
    }

    /** What an alert is about: a feature, or a pair and both of its features. */
    static Stream<String> subjects(Monitor of, Raised alert) {
        Stream<String> name = Stream.of(alert.feature());
        if (alert.kind() != AlertKind.JOINT) {
            return name;
        }
        Stream<String> parts = of.layout().features().stream()
                .filter(feature -> feature.name().equals(alert.feature()))
                .map(FeatureCells::binning)
                .filter(JointBinning.class::isInstance)
                .map(JointBinning.class::cast)
                .flatMap(pair -> Stream.of(pair.first(), pair.second()));
        return Stream.concat(name, parts);
    }
}
