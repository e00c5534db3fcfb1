package io.klarion.core.detect;

/** What a verdict says of one feature. {@link Detector} has the rules. */
public enum FeatureState {
    /** No drift was shown, and the data would have shown one. */
    STABLE,
    /** The divergence is beyond the threshold, with the stated confidence. */
    DRIFT,
    /** Too few (effective) records to say. */
    INSUFFICIENT_DATA,
    /** There is nothing to compare with. */
    NO_REFERENCE,
    /** The window holds no records, or no value of this feature: all are missing. */
    NO_DATA
}
