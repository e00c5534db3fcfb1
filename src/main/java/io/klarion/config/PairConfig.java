package io.klarion.config;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.divergence.Measure;
import java.util.Optional;

/**
 * One entry of a monitor's {@code joint}: two features that are watched together.
 *
 * @param first the name of the one
 * @param second the name of the other
 */
public record PairConfig(String first, String second) {

    /**
     * The pair as an entry of features. It is judged as the monitor says, but always by KL with bounds: where the monitor
     * judges by another measure, its thresholds mean nothing here, and those that hold where nothing is said are taken.
     */
    FeatureConfig feature(boolean showValues, Detection monitor) {
        DetectSpec otherwise = DetectSpec.DEFAULT;
        DetectSpec judge = monitor.judge();
        boolean isKl = judge.measure() == Measure.KL;
        DetectSpec spec = new DetectSpec(
                Rule.BOUND,
                Measure.KL,
                isKl ? judge.threshold() : otherwise.threshold(),
                isKl ? judge.critical() : otherwise.critical(),
                judge.confidence(),
                otherwise.smoothing());
        return new FeatureConfig(
                name(),
                Optional.of(""),
                Optional.of(FeatureType.JOINT),
                showValues,
                false,
                Optional.empty(),
                new Detection(spec, monitor.alert(), SchemaSpec.OFF, monitor.volume(), monitor.budget(), false));
    }

    /** The name of the pair in layouts, verdicts and alerts. */
    public String name() {
        return JointBinning.name(first, second);
    }
}
