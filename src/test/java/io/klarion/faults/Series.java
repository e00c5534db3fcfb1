package io.klarion.faults;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

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
        return values(name, labels).sum();
    }

    /** The least of them; positive infinity when there is none. */
    public double min(String name, String... labels) {
        return values(name, labels).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** How many of them there are. */
    public long count(String name, String... labels) {
        return values(name, labels).count();
    }

    private DoubleStream values(String name, String... labels) {
        return values.entrySet().stream()
                .filter(entry -> isCalled(name, entry.getKey()))
                .filter(entry -> Stream.of(labels).allMatch(entry.getKey()::contains))
                .mapToDouble(entry -> entry.getValue());
    }

    private static boolean isCalled(String name, String series) {
        return series.equals(name) || series.startsWith(name + "{");
    }
}
