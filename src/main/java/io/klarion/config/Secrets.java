package io.klarion.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secret values of a configuration, so that no printed form shows one. Not thread-safe.
 *
 * <p>A value is secret when its key says so, when it was read from a file by {@code ${file:…}}, when it came
 * from an environment variable whose name says so, or when it is an address or a header of a sink. Wherever such a value
 * turns up in a text, it is masked; so is what stands before the host of an address.
 */
final class Secrets {

    /** What stands in the place of a secret. */
    static final String MASK = "***";

    private static final Pattern KEY = Pattern.compile(
            "password|passwd|secret|token|credential|jaas|user[._-]?info|(^|[._-])key([._-]|$)|api_?key",
            Pattern.CASE_INSENSITIVE);

    /* Also where a text stands in the place of the map or list that holds it. */
    private static final Pattern SINK = Pattern.compile(
            "notify(\\.(alertmanager|webhooks(\\[\\d+])?)(\\.(urls?(\\[\\d+])?|headers(\\..*)?))?)?", Pattern.DOTALL);

    /* To the last @, as a password may hold others. */
    private static final Pattern USER_INFO = Pattern.compile("://\\S*@");

    /* Shorter values turn up in innocent texts by chance: they are masked only as a whole. */
    private static final int SEARCHABLE = 4;

    private final Set<String> values = new LinkedHashSet<>();

    /** Whether a key or the name of a variable says that its value is secret. */
    static boolean isSecretName(String name) {
        return KEY.matcher(name).find();
    }

    /** Whether at {@code path} stands an address or a header of a sink. */
    static boolean isOfSink(String path) {
        return SINK.matcher(path).matches();
    }

    /** Remembers a secret value. */
    void add(String value) {
        if (!value.isEmpty()) {
            values.add(value);
        }
    }

    /** {@code text} with every secret in it masked. */
    String mask(String text) {
        if (values.contains(text)) {
            return MASK;
        }
        List<String> searched = values.stream()
                .filter(secret -> secret.length() >= SEARCHABLE)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String masked = text;
        for (String secret : searched) {
            masked = masked.replace(secret, MASK);
        }
        return USER_INFO.matcher(masked).replaceAll("://" + Matcher.quoteReplacement(MASK) + "@");
    }
}
