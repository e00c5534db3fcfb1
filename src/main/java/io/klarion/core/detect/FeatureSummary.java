package io.klarion.core.detect;

import io.klarion.core.divergence.Measure;
import java.util.OptionalDouble;

/**
 * The numbers of one feature's verdict: a verdict without its cells.
 *
 * @param feature the feature's name
 * @param measure the measure it is judged by
 * @param state the judgement
 * @param estimate the bias-corrected divergence
 * @param lower its lower bound
 * @param upper its upper bound
 * @param raw the divergence of the smoothed shares
 * @param threshold what it is judged by
 * @param missingRatio share of absent and null values, 0 to 1; empty without records
 */
public record FeatureSummary(
        String feature,
        Measure measure,
        FeatureState state,
        OptionalDouble estimate,
        OptionalDouble lower,
        OptionalDouble upper,
        OptionalDouble raw,
        double threshold,
        OptionalDouble missingRatio) {

    static FeatureSummary of(FeatureVerdict verdict) {
        return new FeatureSummary(
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
}
