package io.klarion.config;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Feature names with wildcards: {@code *} stands for any characters, {@code ?} for exactly one. */
final class NamePattern {

    private NamePattern() {}

    /** Whether {@code name} has a wildcard. */
    static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    /** Whether a whole name fits {@code pattern}; a pattern without wildcards fits itself only. */
    static Predicate<String> matching(String pattern) {
        String expression = pattern.codePoints()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL).asMatchPredicate();
    }
}
