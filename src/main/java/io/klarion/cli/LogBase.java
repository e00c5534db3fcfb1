package io.klarion.cli;

import io.klarion.core.divergence.Measure;
import java.util.Arrays;
import java.util.Optional;

/** The base of the logarithm in which information is told. */
enum LogBase {
    /** Nats. */
    E("e", "nats", 1),
    /** Bits. */
    TWO("2", "bits", StrictMath.log(2));

    private final String key;
    private final String unit;
    private final double nats;

    LogBase(String key, String unit, double nats) {
        this.key = key;
        this.unit = unit;
        this.nats = nats;
    }

    /** The base with this {@link #key()}; empty when there is none. */
    static Optional<LogBase> parse(String key) {
        return Arrays.stream(values()).filter(base -> base.key.equals(key)).findFirst();
    }

    /** How it is written as an option: {@code e} or {@code 2}. */
    String key() {
        return key;
    }

    /** The unit of a measure's values in this base; empty for a number without a unit. */
    String unit(Measure measure) {
        return measure.isInNats() ? unit : "";
    }

    /** The unit of information in this base. */
    String unit() {
        return unit;
    }

    /** A value of the measure, given as the core computes it, in this base. */
    double convert(Measure measure, double value) {
        return measure.isInNats() ? convert(value) : value;
    }

    /** Information given in nats, in this base. */
    double convert(double value) {
        return value / nats;
    }
}
