package io.klarion.core.distribution;

/**
 * One feature with its type and cells.
 *
 * @param name the feature's name, unique in its monitor
 * @param type what kind of values it has
 * @param binning its cells; numeric for {@link FeatureType#NUMERIC}, else categorical
 */
public record FeatureCells(String name, FeatureType type, Binning binning) {

    public FeatureCells {
        if ((type == FeatureType.NUMERIC) != (binning instanceof NumericBinning)) {
            throw new IllegalArgumentException(
                    "feature " + name + ": must have the binning of its type, was " + type.key() + " with " + binning);
        }
    }
}
