package io.klarion.core.distribution;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of values a feature has; decides its {@link Binning}. */
public enum FeatureType {
    /** Finite numbers, binned into intervals and single values. */
    NUMERIC,
    /** Texts, binned into listed categories and {@code other}. */
    CATEGORICAL,
    /** {@code true} and {@code false}: a categorical feature whose categories are known. */
    BOOLEAN,
    /** Two features together; made of their cells, not read from a record. */
    JOINT;

    /** The name used in config and verdicts: {@code numeric}, {@code categorical}, {@code boolean}, {@code joint}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with this {@link #key()}; empty when there is none. */
    public static Optional<FeatureType> parse(String key) {
        return Arrays.stream(values()).filter(type -> type.key().equals(key)).findFirst();
    }
}
