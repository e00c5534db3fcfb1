package io.klarion.faults;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one scrape of {@code /metrics} showed: the value of each series, by name and labels as they stand in the text.
 */
public final class Series {

    private final SortedMap<String, Double> values = new TreeMap<>();

    /** Reads Prometheus' text format; comments are left out. */
    public static Series parse(String text) {
        Series series = new Series();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            series.values.put(line.substring(0, end), value(line.substring(end + 1)));
        });
        return series;
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** All of them. */
    public SortedMap<String, Double> all() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** The sum of the series of this name whose labels hold all of these texts, such as {@code result="late"}. */
    public double sum(String name, String... labels) {
        Predicate<String> wanted = series -> series.equals(name) || series.startsWith(name + "{");
        for (String label : labels) {
            wanted = wanted.and(series -> series.contains(label));
        }
        Predicate<String> all = wanted;
        return values.entrySet().stream()
                .filter(entry -> all.test(entry.getKey()))
                .mapToDouble(entry -> entry.getValue())
                .sum();
    }
}
