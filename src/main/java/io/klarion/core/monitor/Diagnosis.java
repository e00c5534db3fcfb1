package io.klarion.core.monitor;

/**
 * What a look at something that a monitor needs has found.
 *
 * @param level how bad it is
 * @param text a sentence: the place, the rule, the value, and what to do
 */
public record Diagnosis(Level level, String text) {

    /** How bad something is. */
    public enum Level {
        /** As it should be. */
        FINE,
        /** It works, but perhaps not as meant. */
        WARNING,
        /** It does not work. */
        PROBLEM
    }

    public static Diagnosis fine(String text) {
        return new Diagnosis(Level.FINE, text);
    }

    public static Diagnosis warning(String text) {
        return new Diagnosis(Level.WARNING, text);
    }

    public static Diagnosis problem(String text) {
        return new Diagnosis(Level.PROBLEM, text);
    }
}
