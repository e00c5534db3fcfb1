package io.klarion.report;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.divergence.Measure;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is shown of a feature's verdict. A divergence cannot be below 0, so numbers below it, which correcting for bias
 * makes, are shown as 0.
 *
 * @param state the judgement
 * @param measure the measure it is judged by
 * @param divergence the estimate, or the value where there is no estimate
 * @param lower the lower bound
 * @param upper the upper bound
 * @param threshold the threshold
 */
record Reading(
        FeatureState state,
        Measure measure,
        OptionalDouble divergence,
        OptionalDouble lower,
        OptionalDouble upper,
        double threshold) {

    private static final int DECIMALS = 3;

    static Reading of(FeatureVerdict verdict) {
        return new Reading(
                verdict.state(),
                verdict.spec().measure(),
                atLeastZero(verdict.estimate().isPresent() ? verdict.estimate() : verdict.value()),
                atLeastZero(verdict.lower()),
                atLeastZero(verdict.upper()),
                verdict.spec().threshold());
    }

    /** The measure and its unit: {@code kl, nats}. */
    String heading() {
        return measure.key() + (measure.isInNats() ? ", nats" : "");
    }

    /** The bounds as an interval, such as {@code [0.270, 0.330]}; empty where there are none. */
    Optional<String> bounds() {
        return lower.isEmpty() || upper.isEmpty()
                ? Optional.empty()
                : Optional.of("[" + Figures.decimal(lower.getAsDouble(), DECIMALS) + ", "
                        + Figures.decimal(upper.getAsDouble(), DECIMALS) + "]");
    }

    private static OptionalDouble atLeastZero(OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(Math.max(0, value.getAsDouble())) : value;
    }
}
