package io.klarion.core.detect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Values of a feature that a window cannot use and the reference could; or that neither ever had.
 *
 * @param kind what is wrong with them
 * @param share their share of the window's records
 * @param reference their share of the reference's records
 * @param lower lower confidence bound of the rise from one to the other
 * @param upper upper confidence bound of the rise
 * @param rise what the lower bound had to exceed
 */
public record SchemaFault(Kind kind, double share, double reference, double lower, double upper, double rise) {

    /** What is wrong with the values. */
    public enum Kind {
        /** More of them are absent or null than in the reference. */
        MISSING,
        /** More of them are NaN, infinite or of the wrong type than in the reference. */
        INVALID,
        /** No record of the window has one that can be used. */
        SILENT,
        /** Neither does any of the reference: a wrong path, most likely. */
        NEVER_SEEN;

        /** The name used in verdicts: {@code missing}, {@code never_seen} … */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind with this {@link #key()}; empty when there is none. */
        public static Optional<Kind> parse(String key) {
            return Arrays.stream(values())
                    .filter(kind -> kind.key().equals(key))
                    .findFirst();
        }
    }
}
