package io.klarion.core.backtest;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.divergence.Measure;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One way to judge the windows of a monitor. What is empty is as the monitor has it, feature by feature.
 *
 * @param windowSize length of a window in milliseconds, at least 1
 * @param measure the divergence that is judged
 * @param threshold in the unit of the measure, at least 0
 * @param confidence one-sided confidence of the bounds, at least 0.5 and below 1
 */
public record Setting(
        OptionalLong windowSize, Optional<Measure> measure, OptionalDouble threshold, OptionalDouble confidence) {

    /** Everything as the monitor has it. */
    public static final Setting CONFIGURED =
            new Setting(OptionalLong.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * The monitor with this setting, under its own name.
     *
     * <p>A measure that a feature cannot be judged by (an ordered one for categories, any but KL for pairs) leaves the
     * feature's measure and threshold as they are. A critical threshold stays where it is above the threshold and of
     * the same measure. Windows that follow one another go on doing so; others keep their advance, up to their size.
     * With another size, the number of records is not judged: the reference knows it for its own windows only.
     *
     * @throws IllegalArgumentException when a threshold or confidence is out of range
     */
    public Monitor of(Monitor monitor) {
        List<MonitoredFeature> features = new ArrayList<>();
        for (int f = 0; f < monitor.features().size(); f++) {
            MonitoredFeature feature = monitor.features().get(f);
            features.add(new MonitoredFeature(
                    feature.path(),
                    of(feature.detect(), monitor.layout().feature(f)),
                    feature.alert(),
                    feature.schema(),
                    feature.showValues()));
        }
        boolean isSameSize = windowSize(monitor) == monitor.window().size();
        return monitor.with(monitor.name(), window(monitor), features, isSameSize ? monitor.volume() : VolumeSpec.OFF);
    }

    /** The length of a window of {@code monitor}, in milliseconds. */
    public long windowSize(Monitor monitor) {
        return windowSize.orElse(monitor.window().size());
    }

    private WindowSpec window(Monitor monitor) {
        WindowSpec own = monitor.window();
        long size = windowSize(monitor);
        long advance = own.advance() == own.size() ? size : Math.min(own.advance(), size);
        return new WindowSpec(size, advance, own.grace(), own.origin());
    }

    private DetectSpec of(DetectSpec own, FeatureCells feature) {
        Optional<Measure> other = measure.filter(asked -> asked != own.measure());
        boolean isKept = other.isPresent() && !fits(other.get(), feature);
        Measure judged = isKept ? own.measure() : other.orElse(own.measure());
        double limit = isKept ? own.threshold() : threshold.orElse(own.threshold());
        boolean hasCritical = judged == own.measure()
                && own.critical().isPresent()
                && own.critical().getAsDouble() >= limit;
        return new DetectSpec(
                own.rule(),
                judged,
                limit,
                hasCritical ? own.critical() : OptionalDouble.empty(),
                confidence.orElse(own.confidence()),
                own.smoothing());
    }

    private static boolean fits(Measure measure, FeatureCells feature) {
        return feature.type() != FeatureType.JOINT
                && (!measure.isOrdered() || feature.binning() instanceof NumericBinning);
    }
}
