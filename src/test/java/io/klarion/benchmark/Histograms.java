package io.klarion.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The result of a variant: for each window, by its end, the counts of all cells of all features, one after the other. */
record Histograms(SortedMap<Long, long[]> windows) {

    /** Writes them to a file, a line each window. */
    void write(Path file) {
        List<String> lines = new ArrayList<>();
        windows.forEach((end, counts) -> lines.add(
                end + " " + Arrays.stream(counts).mapToObj(Long::toString).collect(Collectors.joining(" "))));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #write} has written. */
    static Histograms read(Path file) {
        SortedMap<Long, long[]> windows = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                long[] numbers = Arrays.stream(line.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();
                windows.put(numbers[0], Arrays.copyOfRange(numbers, 1, numbers.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Histograms(windows);
    }

    /** What differs from these in the windows that both have; empty for nothing. */
    List<String> differences(Histograms that) {
        List<String> differences = new ArrayList<>();
        windows.forEach((end, counts) -> {
            long[] others = that.windows.get(end);
            if (others != null && !Arrays.equals(counts, others)) {
                differences.add(
                        "window that ends " + end + ": " + Arrays.stream(counts).sum() + " counts against "
                                + Arrays.stream(others).sum());
            }
        });
        return differences;
    }
}
