package io.klarion.benchmark;

import java.util.List;

/**
 * One way to read the topic.
 *
 * @param key its letter in tables
 * @param what it does, for people
 * @param threads that read
 * @param guarantee none, at-least-once or exactly-once
 */
record Variant(String key, String what, int threads, String guarantee) {

    private static final String EXACTLY_ONCE = "exactly-once";

    static final Variant BARE = new Variant("A", "bare consumer", 1, "none");
    static final Variant PARSE = new Variant("B", "consumer that parses every field with Jackson", 1, "none");
    static final Variant BIN =
            new Variant("C", "consumer that parses and counts, the limit for one process", 1, "none");
    static final Variant BIN_PARSED = new Variant("P", "consumer that counts, all by Jackson", 1, "none");
    static final Variant NAIVE = new Variant("D", "Kafka Streams DSL, a record for each feature", 1, "at-least-once");

    /** Everything, in the order in which it is told. */
    static final List<Variant> ALL = List.of(
            BARE,
            PARSE,
            BIN,
            BIN_PARSED,
            NAIVE,
            klarion(1, "at-least-once"),
            klarion(2, "at-least-once"),
            klarion(1, EXACTLY_ONCE),
            klarion(2, EXACTLY_ONCE),
            new Variant("F", "klarion run by Jackson", 1, EXACTLY_ONCE));

    /**
     * Those whose {@link #slug} is in a list with commas; all for an empty one.
     *
     * @throws IllegalArgumentException when there is none of a name
     */
    static List<Variant> named(String slugs) {
        List<String> known = ALL.stream().map(Variant::slug).toList();
        List<String> wanted = slugs.isEmpty() ? known : List.of(slugs.split(",", -1));
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "benchmark.variants: must be some of " + String.join(",", known) + ", was " + slugs);
        }
        return ALL.stream().filter(variant -> wanted.contains(variant.slug())).toList();
    }

    private static Variant klarion(int threads, String guarantee) {
        return new Variant("E", "klarion run", threads, guarantee);
    }

    /** What a consumer without Streams does with a record. */
    String work() {
        return switch (key) {
            case "A" -> "bare";
            case "B" -> "parse";
            default -> "bin";
        };
    }

    boolean isKlarion() {
        return key.equals("E") || key.equals("F");
    }

    /** Whether every record is left to Jackson, where C and E have a scanner. */
    boolean isParsed() {
        return key.equals("P") || key.equals("F");
    }

    /** The name of its files and application id. */
    String slug() {
        return key.equals("E") ? "e-" + threads + "-" + guarantee : key.toLowerCase(java.util.Locale.ROOT);
    }
}
