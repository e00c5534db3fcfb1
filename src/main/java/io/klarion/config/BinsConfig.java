package io.klarion.config;

import java.util.List;

/** How the cells of a feature are made, where the config says so. */
public sealed interface BinsConfig {

    /**
     * So many intervals of equal share of the reference.
     *
     * @param bins how many, 2 to 1000
     */
    record Count(int bins) implements BinsConfig {}

    /**
     * Intervals between given numbers.
     *
     * @param edges at least two, rising
     */
    record Edges(List<Double> edges) implements BinsConfig {
        public Edges {
            edges = List.copyOf(edges);
        }
    }

    /**
     * Given categories; all others are counted together.
     *
     * @param categories at least one, all different
     */
    record Categories(List<String> categories) implements BinsConfig {
        public Categories {
            categories = List.copyOf(categories);
        }
    }
}
