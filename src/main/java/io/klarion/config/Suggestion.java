package io.klarion.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name somebody may have meant. */
final class Suggestion {

    private static final int SHARE = 3;
    private static final int LEAST = 2;

    private Suggestion() {}

    /** The nearest of {@code names}, by edit distance up to a third of {@code written}'s length; else empty. */
    static Optional<String> nearest(String written, Collection<String> names) {
        int limit = Math.max(LEAST, written.length() / SHARE);
        LevenshteinDistance distance = new LevenshteinDistance(limit);
        record Candidate(String name, int distance) {}
        return names.stream()
                .map(name -> new Candidate(name, distance.apply(lower(written), lower(name))))
                .filter(candidate -> candidate.distance() >= 0)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** {@code " (did you mean window?)"}, or nothing. */
    static String didYouMean(String written, Collection<String> names) {
        return nearest(written, names)
                .map(name -> " (did you mean " + name + "?)")
                .orElse("");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
