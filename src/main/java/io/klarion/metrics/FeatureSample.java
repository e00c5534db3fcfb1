package io.klarion.metrics;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.divergence.Measure;
import java.util.OptionalDouble;

/**
 * What is exported of one feature: a verdict without its cells.
 *
 * @param feature the feature's name
 * @param measure the measure it is judged by
 * @param state the judgement
 * @param estimate the bias-corrected divergence
 * @param lower its lower bound
 * @param upper its upper bound
 * @param raw the divergence of the smoothed shares
 * @param threshold what it is judged by
 * @param missingRatio share of absent and null values; empty without records
 */
record FeatureSample(
        String feature,
        Measure measure,
        FeatureState state,
        OptionalDouble estimate,
        OptionalDouble lower,
        OptionalDouble upper,
        OptionalDouble raw,
        double threshold,
        OptionalDouble missingRatio) {

    static FeatureSample of(FeatureVerdict verdict) {
        return new FeatureSample(
                verdict.feature(),
                verdict.spec().measure(),
                verdict.state(),
                verdict.estimate(),
                verdict.lower(),
                verdict.upper(),
                verdict.value(),
                verdict.spec().threshold(),
                verdict.n() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((double) verdict.missing() / verdict.n()));
    }

    /** The value of {@link MetricName#FEATURE_STATE}: what was not judged is below 0, drift is the maximum. */
    int stateNumber() {
        return switch (state) {
            case DRIFT -> 1;
            case STABLE -> 0;
            case INSUFFICIENT_DATA -> -1;
            case NO_DATA -> -2;
            case NO_REFERENCE -> -3;
        };
    }
}
