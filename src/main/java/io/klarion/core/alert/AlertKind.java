package io.klarion.core.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What sort of event an alert tells of. A feature can have one alert of each kind at a time, each with a life of its
 * own.
 */
public enum AlertKind {
    /** The values of a feature are distributed otherwise than in the reference, in one window. */
    DRIFT,
    /** The same, too slowly for any single window to show it. */
    CREEP,
    /** Values of a feature are missing or of the wrong type where the reference has them. */
    SCHEMA,
    /** A window holds far more or fewer records than those of the reference. */
    VOLUME,
    /** Two features hang together otherwise than in the reference, whatever each of them does alone. */
    JOINT;

    /** The name used in alerts and their ids: {@code drift}, {@code creep} … */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this {@link #key()}; empty when there is none. */
    public static Optional<AlertKind> parse(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
