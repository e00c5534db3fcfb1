package io.klarion.core.detect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** When a divergence counts as drift. */
public enum Rule {
    /** The lower confidence bound is above the threshold and the difference is significant. The default. */
    BOUND,
    /** The reported value is above the threshold; no claim of evidence. */
    POINT;

    /** The name used in config: {@code bound}, {@code point}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rule with this {@link #key()}; empty when there is none. */
    public static Optional<Rule> parse(String key) {
        return Arrays.stream(values()).filter(rule -> rule.key().equals(key)).findFirst();
    }
}
