package io.klarion.core.detect;

import io.klarion.core.divergence.Evidence;

/** The state that a comparison leads to; {@link Detector} says it in words. */
final class StateRule {

    private StateRule() {}

    static FeatureState of(DetectSpec spec, Comparison comparison) {
        if (comparison.value().isEmpty()) {
            return FeatureState.NO_DATA;
        }
        double value = comparison.value().getAsDouble();
        return switch (spec.rule()) {
            case POINT -> value > spec.threshold() ? FeatureState.DRIFT : FeatureState.STABLE;
            case BOUND -> bound(spec, comparison, value);
        };
    }

    private static FeatureState bound(DetectSpec spec, Comparison comparison, double value) {
        boolean significant = comparison.pValue().orElse(1) < 1 - spec.confidence();
        if (spec.threshold() == 0) {
            return significant ? FeatureState.DRIFT : FeatureState.STABLE;
        }
        if (comparison.evidence().isEmpty() && spec.measure().isSmooth()) {
            return FeatureState.INSUFFICIENT_DATA;
        }
        double shown = comparison.evidence().map(Evidence::lower).orElse(value);
        if (shown > spec.threshold()) {
            return significant ? FeatureState.DRIFT : FeatureState.INSUFFICIENT_DATA;
        }
        return isBlind(spec, comparison) ? FeatureState.INSUFFICIENT_DATA : FeatureState.STABLE;
    }

    /** Whether noise alone is larger than the threshold, and this window does not rule out a drift beyond it. */
    private static boolean isBlind(DetectSpec spec, Comparison comparison) {
        return comparison.noise().orElse(0) > spec.threshold()
                && comparison.evidence().map(Evidence::upper).orElse(0.0) > spec.threshold();
    }
}
