package io.klarion.core.profile;

import java.util.List;

/** How the cells of a feature are chosen: the setting {@code bins}. */
public sealed interface BinSpec {

    /** Twenty intervals, or the 200 most frequent categories. */
    BinSpec DEFAULT = new Auto();

    /** What is right for most: {@value #INTERVALS} intervals or {@value #CATEGORIES} categories. */
    record Auto() implements BinSpec {
        /** How many intervals a numeric feature gets. */
        public static final int INTERVALS = 20;

        /** How many categories a categorical feature gets at most. */
        public static final int CATEGORIES = 200;
    }

    /**
     * {@code bins: {count: n}}.
     *
     * @param count how many intervals, or at most how many categories; at least 2
     */
    record Count(int count) implements BinSpec {
        public Count {
            if (count < 2) {
                throw new IllegalArgumentException("bins.count: must be at least 2, was " + count);
            }
        }
    }

    /**
     * {@code bins: {edges: […]}}, numeric features only.
     *
     * @param edges rising, at least two
     */
    record Edges(List<Double> edges) implements BinSpec {
        public Edges {
            edges = List.copyOf(edges);
        }
    }

    /**
     * {@code bins: {categories: […]}}, categorical features only.
     *
     * @param categories without repeats
     */
    record Categories(List<String> categories) implements BinSpec {
        public Categories {
            categories = List.copyOf(categories);
        }
    }
}
