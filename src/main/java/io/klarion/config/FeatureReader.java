package io.klarion.config;

import io.klarion.core.delivery.NamePattern;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumberText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads entries of {@code features} and their {@code bins}. */
final class FeatureReader {

    private static final Scalar<Integer> BIN_COUNT = Scalar.integer(2, 1000);
    private static final Scalar<FeatureType> TYPE =
            Scalar.choice(List.of(FeatureType.NUMERIC, FeatureType.CATEGORICAL, FeatureType.BOOLEAN), FeatureType::key);
    private static final int MAX_CELLS = 1000;

    private FeatureReader() {}

    /** The entry in {@code section}, on top of the monitor's {@code detect} block. */
    static FeatureConfig read(Section section, Detection monitor) {
        String name = section.require("name").value("name", Scalar.TEXT).orElse("");
        Optional<String> path = section.value("path", Scalar.POINTER);
        if (path.isPresent() && NamePattern.isPattern(name)) {
            section.problem("path", "be absent for the pattern " + name, path.get());
        }
        Optional<FeatureType> type = section.value("type", TYPE);
        boolean showValues = section.value("show-values", Scalar.FLAG).orElse(false);
        boolean exportShares = section.value("export-shares", Scalar.FLAG).orElse(false);
        Optional<BinsConfig> bins = section.section("bins", map -> FeatureReader.bins(map, type));
        Detection detection = section.section("detect", map -> DetectReader.read(map, monitor));
        return new FeatureConfig(name, path, type, showValues, exportShares, bins, detection);
    }

    /** The {@code bins} of a whole monitor: only a count suits all its features. */
    static Optional<BinsConfig> monitorBins(Section section) {
        return section.value("count", BIN_COUNT).map(BinsConfig.Count::new);
    }

    private static Optional<BinsConfig> bins(Section section, Optional<FeatureType> type) {
        Optional<BinsConfig> count = section.value("count", BIN_COUNT).map(BinsConfig.Count::new);
        List<Double> edges = section.values("edges", Scalar.NUMBER);
        List<String> categories = section.values("categories", Scalar.CATEGORY);
        List<String> given =
                Stream.of("count", "edges", "categories").filter(section::has).toList();
        if (given.size() > 1) {
            section.problem(given.get(1), "be the only way to make bins", "beside " + given.get(0));
            return Optional.empty();
        }
        if (section.has("edges")) {
            checkEdges(section, edges);
            checkType(
                    section,
                    "edges",
                    type,
                    type.filter(FeatureType.NUMERIC::equals).isPresent());
            return Optional.of(new BinsConfig.Edges(edges));
        }
        if (section.has("categories")) {
            checkCategories(section, categories);
            checkType(
                    section,
                    "categories",
                    type,
                    type.filter(FeatureType.CATEGORICAL::equals).isPresent());
            return Optional.of(new BinsConfig.Categories(categories));
        }
        return count;
    }

    private static void checkType(Section section, String key, Optional<FeatureType> type, boolean fits) {
        if (type.isPresent() && !fits) {
            section.problem(key, "be absent for the type " + type.get().key(), "given");
        }
    }

    private static void checkEdges(Section section, List<Double> edges) {
        if (edges.size() != section.size("edges")) {
            return; // its entries have problems of their own
        }
        if (edges.size() < 2 || edges.size() > MAX_CELLS + 1) {
            section.problem("edges", "hold 2 to " + (MAX_CELLS + 1) + " numbers", edges.size() + " of them");
        }
        for (int i = 1; i < edges.size(); i++) {
            if (edges.get(i) <= edges.get(i - 1)) {
                section.problem(
                        "edges[" + i + "]",
                        "be greater than the edge before it, " + NumberText.of(edges.get(i - 1)),
                        NumberText.of(edges.get(i)));
            }
        }
    }

    private static void checkCategories(Section section, List<String> categories) {
        if (categories.size() != section.size("categories")) {
            return; // likewise
        }
        if (categories.isEmpty() || categories.size() > MAX_CELLS) {
            section.problem("categories", "hold 1 to " + MAX_CELLS + " texts", categories.size() + " of them");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < categories.size(); i++) {
            if (!seen.add(categories.get(i))) {
                section.problem("categories[" + i + "]", "be listed once", categories.get(i));
            }
        }
    }
}
