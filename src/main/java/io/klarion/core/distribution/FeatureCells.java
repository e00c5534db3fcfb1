package io.klarion.core.distribution;

/**
 * One feature with its type and cells.
 *
 * @param name the feature's name, unique in its monitor
 * @param type what kind of values it has
 * @param binning its cells; numeric for {@link FeatureType#NUMERIC}, of a pair for {@link FeatureType#JOINT}, else categorical
 */
public record FeatureCells(String name, FeatureType type, Binning binning) {

    public FeatureCells {
        boolean fits = (type == FeatureType.NUMERIC) == (binning instanceof NumericBinning)
                && (type == FeatureType.JOINT) == (binning instanceof JointBinning);
        if (!fits) {
            throw new IllegalArgumentException(
                    "feature " + name + ": must have the binning of its type, was " + type.key() + " with " + binning);
        }
    }
}
