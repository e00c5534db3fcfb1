package io.klarion.config;

import java.util.ArrayList;
import java.util.List;

/** Collects problems and warnings, so that all are reported at once. Not thread-safe. */
final class Problems {

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Records that {@code path} must obey {@code rule} but was {@code value}. */
    void add(String path, String rule, String value) {
        problems.add(new Problem(path, rule, value));
    }

    /** Records something that works but may surprise. */
    void warn(String warning) {
        warnings.add(warning);
    }

    /** The warnings so far. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Throws a {@link ConfigException} with all problems, when there are any. */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
