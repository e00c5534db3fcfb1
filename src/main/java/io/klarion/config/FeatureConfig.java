package io.klarion.config;

import io.klarion.core.delivery.NamePattern;
import io.klarion.core.distribution.FeatureType;
import java.util.Optional;

/**
 * One entry of a monitor's {@code features}.
 *
 * @param name a feature's name, or a pattern in which {@code *} stands for any characters and {@code ?} for one
 * @param path JSON pointer of the value; empty for the field of the feature's name
 * @param type what it must be; empty for whatever the reference has
 * @param showValues whether category values may be shown to people
 * @param exportShares whether the shares of its cells are among the metrics
 * @param bins how its cells are made; empty for the monitor's way
 * @param detection how it is judged, the monitor's settings already merged in
 */
public record FeatureConfig(
        String name,
        Optional<String> path,
        Optional<FeatureType> type,
        boolean showValues,
        boolean exportShares,
        Optional<BinsConfig> bins,
        Detection detection) {

    /** Whether the name is a pattern. */
    public boolean isPattern() {
        return NamePattern.isPattern(name);
    }
}
