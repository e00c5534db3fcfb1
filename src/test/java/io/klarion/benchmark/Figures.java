package io.klarion.benchmark;

import java.util.List;

/**
 * What one variant has cost in all rounds.
 *
 * @param variant its letter
 * @param what it does
 * @param threads that read
 * @param guarantee none, at-least-once or exactly-once
 * @param records read in each round, warm-up included
 * @param recordsPerSecond median
 * @param cpuSecondsPerMillion median
 * @param runs CPU seconds for a million records, round by round
 * @param rates records a second, round by round
 */
record Figures(
        String variant,
        String what,
        int threads,
        String guarantee,
        long records,
        double recordsPerSecond,
        double cpuSecondsPerMillion,
        List<Double> runs,
        List<Double> rates) {

    static Figures of(Variant variant, long records, List<Double> runs, List<Double> rates) {
        return new Figures(
                variant.key(),
                variant.what(),
                variant.threads(),
                variant.guarantee(),
                records,
                median(rates),
                median(runs),
                List.copyOf(runs),
                List.copyOf(rates));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
