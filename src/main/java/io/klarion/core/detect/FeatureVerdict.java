package io.klarion.core.detect;

import io.klarion.core.distribution.FeatureType;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.MeasureValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one window says of one feature.
 *
 * @param feature the feature's name
 * @param type what kind of values it has
 * @param state the judgement
 * @param n records counted, missing and invalid included
 * @param missing how many were absent or null
 * @param invalid how many were NaN, infinite or of the wrong type
 * @param nEffective how many independent records say as much as {@code n}
 * @param m records of the reference; 0 without one
 * @param mEffective how many independent records say as much as {@code m}
 * @param dispersion where the effective sizes come from: {@code reference}, {@code provisional} or {@code none}
 * @param spec how it was judged: measure, threshold, confidence
 * @param value the divergence of the smoothed shares; empty without data or reference
 * @param estimate the bias-corrected divergence; empty where the measure has no evidence formula
 * @param lower its lower confidence bound
 * @param upper its upper confidence bound
 * @param pValue of {@link io.klarion.core.divergence.SignificanceTest} on the effective sizes; of a pair, of the test of
 *     {@link io.klarion.core.divergence.DependenceEvidence}
 * @param measures every measure's value; may be infinite where nothing is smoothed
 * @param cells all cells in order
 * @param schema what is wrong with its values, apart from their distribution; empty for nothing
 * @param other what fell into the cell {@code other}; empty for nothing, and for features that do not show their values
 * @param joint how the divergence of a pair of features splits; empty for single features and without data
 */
public record FeatureVerdict(
        String feature,
        FeatureType type,
        FeatureState state,
        long n,
        long missing,
        long invalid,
        double nEffective,
        long m,
        double mEffective,
        String dispersion,
        DetectSpec spec,
        OptionalDouble value,
        OptionalDouble estimate,
        OptionalDouble lower,
        OptionalDouble upper,
        OptionalDouble pValue,
        Map<Measure, Double> measures,
        List<CellVerdict> cells,
        Optional<SchemaFault> schema,
        Optional<OtherVerdict> other,
        Optional<JointVerdict> joint) {

    /** The reference does not tell how much windows differ: taken as nothing, or learned from the first live windows. */
    public static final String PROVISIONAL = "provisional";

    public FeatureVerdict {
        measures = MeasureValues.copyOf(measures);
        cells = cells instanceof JudgedCells ? cells : List.copyOf(cells);
    }

    /** Whether {@code dispersion} is not the reference's own. */
    public boolean isProvisional() {
        return dispersion.equals(PROVISIONAL);
    }

    /** The same with other cells. */
    public FeatureVerdict withCells(List<CellVerdict> others) {
        return with(others, schema, other, joint);
    }

    /** The same with what is wrong with its unusable values. */
    FeatureVerdict withSchema(Optional<SchemaFault> fault) {
        return fault.equals(schema) ? this : with(cells, fault, other, joint);
    }

    /** The same with the split of a pair. */
    FeatureVerdict withJoint(JointVerdict split) {
        return with(cells, schema, other, Optional.of(split));
    }

    /** The same with what fell into {@code other}. */
    public FeatureVerdict withOther(OtherVerdict values) {
        return with(cells, schema, Optional.of(values), joint);
    }

    private FeatureVerdict with(
            List<CellVerdict> otherCells,
            Optional<SchemaFault> otherSchema,
            Optional<OtherVerdict> otherValues,
            Optional<JointVerdict> otherJoint) {
        return new FeatureVerdict(
                feature,
                type,
                state,
                n,
                missing,
                invalid,
                nEffective,
                m,
                mEffective,
                dispersion,
                spec,
                value,
                estimate,
                lower,
                upper,
                pValue,
                measures,
                otherCells,
                otherSchema,
                otherValues,
                otherJoint);
    }
}
