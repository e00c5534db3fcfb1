package io.klarion.core.delivery;

import java.util.function.Predicate;

/** Names with wildcards: {@code *} stands for any characters, {@code ?} for exactly one. */
public final class NamePattern {

    private final int[] pattern;

    private NamePattern(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    /** Whether {@code name} has a wildcard. */
    public static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    /** Whether a whole name fits {@code pattern}; a pattern without wildcards fits itself only. */
    public static Predicate<String> matching(String pattern) {
        return new NamePattern(pattern)::fits;
    }

    /* Only the last star is ever tried with one character more, so that no pattern takes long. */
    private boolean fits(String text) {
        int[] name = text.codePoints().toArray();
        int at = 0;
        int n = 0;
        int star = -1;
        int taken = 0;
        while (n < name.length) {
            if (at < pattern.length && pattern[at] == '*') {
                star = at++;
                taken = n;
            } else if (at < pattern.length && (pattern[at] == '?' || pattern[at] == name[n])) {
                at++;
                n++;
            } else if (star >= 0) {
                at = star + 1;
                n = ++taken;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            at++;
        }
        return at == pattern.length;
    }
}
