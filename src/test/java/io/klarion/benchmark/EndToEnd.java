package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All variants, round by round and each time in another order, so that whatever else the machine does hits all of them. Numbers count only when all results
 * agree; a bare consumer and one that only parses have none. Writes {@code results.json} and {@code results.svg} and prints the table.
 */
class EndToEnd {

    private static final String TOPIC = "sample";
    private static final String SMALL = "sample-small";
    private static final int NAIVE_SHARE = 10;
    /* Enough for a window that closes. */
    private static final long FEWEST = 200_000;

    private final long records = records();
    private final List<Variant> variants = Variant.named(System.getProperty("benchmark.variants", ""));
    private final int rounds = Integer.getInteger("benchmark.rounds", 5);
    private final double warmUp = warmUp();
    private final Path directory = BenchmarkDirectory.named("target/benchmark");
    private final Map<Variant, List<Double>> cpu = new LinkedHashMap<>();
    private final Map<Variant, List<Double>> rates = new LinkedHashMap<>();

    private static long records() {
        long records = Long.parseLong(System.getProperty("benchmark.records", "2000000"));
        if (records < FEWEST) {
            throw new IllegalArgumentException("benchmark.records: must be at least " + FEWEST + ", was " + records);
        }
        return records;
    }

    private static double warmUp() {
        double warmUp = Double.parseDouble(System.getProperty("benchmark.warmup", "0.5"));
        if (!(warmUp >= 0 && warmUp < 1)) {
            throw new IllegalArgumentException("benchmark.warmup: must be at least 0 and below 1, was " + warmUp);
        }
        return warmUp;
    }

    @Test
    void everyVariantSaysTheSameAndTellsWhatItCosts() throws Exception {
        try (BenchmarkBroker broker = BenchmarkBroker.start(directory)) {
            String servers = broker.servers();
            System.out.printf("filling %,d records%n", records);
            Preload.fill(servers, TOPIC, records);
            if (variants.contains(Variant.NAIVE)) {
                Preload.fill(servers, SMALL, records / NAIVE_SHARE);
            }
            broker.buildReference(TOPIC);
            for (int round = 1; round <= rounds; round++) {
                round(round, servers);
            }
        }
        tell();
    }

    private void round(int round, String servers) throws IOException, ExecutionException, InterruptedException {
        Map<Variant, RunningVariant.Outcome> outcomes = new HashMap<>();
        for (Variant variant : inTurn(round)) {
            boolean isNaive = variant.equals(Variant.NAIVE);
            long all = isNaive ? records / NAIVE_SHARE : records;
            System.out.printf("round %d  %s runs%n", round, variant.slug());
            outcomes.put(
                    variant,
                    new RunningVariant(variant, round, servers, directory)
                            .run(isNaive ? SMALL : TOPIC, all, (long) (all * warmUp)));
        }
        RunningVariant.Outcome counted = outcomes.get(Variant.BIN);
        Histograms whole = counted == null
                ? new RunningVariant(Variant.BIN, 200 + round, servers, directory)
                        .run(TOPIC, records, 0)
                        .result()
                : counted.result();
        for (Variant variant : variants) {
            RunningVariant.Outcome outcome = Objects.requireNonNull(outcomes.get(variant));
            requireEqual(variant, outcome.result(), whole, servers, round);
            take(round, variant, outcome);
        }
    }

    /* Each time another comes first, and after another: what one has left to the disk must not always hit the same. */
    private List<Variant> inTurn(int round) {
        List<Variant> turn = new ArrayList<>(variants);
        Collections.rotate(turn, round - 1);
        if (round % 2 == 0) {
            Collections.reverse(turn);
        }
        return turn;
    }

    private void take(int round, Variant variant, RunningVariant.Outcome outcome) {
        double perMillion = outcome.end().cpuPerMillionSince(outcome.warm());
        double rate = outcome.end().rateSince(outcome.warm());
        assertThat(rate).as("records a second behind the warm-up").isFinite().isPositive();
        cpu.computeIfAbsent(variant, any -> new ArrayList<>()).add(perMillion);
        rates.computeIfAbsent(variant, any -> new ArrayList<>()).add(rate);
        System.out.printf(
                "round %d  %s %-56s %d thread %-14s %,10.0f records/s  %6.2f CPU s/M%n",
                round, variant.key(), variant.what(), variant.threads(), variant.guarantee(), rate, perMillion);
    }

    /* The naive one has read a topic of its own: so has, then, who it is compared with. */
    private void requireEqual(Variant variant, Histograms result, Histograms whole, String servers, int round)
            throws IOException, ExecutionException, InterruptedException {
        if (variant.equals(Variant.NAIVE)) {
            Histograms expected = new RunningVariant(Variant.BIN, 100 + round, servers, directory)
                    .run(SMALL, records / NAIVE_SHARE, 0)
                    .result();
            assertThat(result.windows()).hasSameSizeAs(expected.windows());
            assertThat(result.differences(expected)).isEmpty();
        } else if (variant.equals(Variant.BIN_PARSED)) {
            assertThat(result.windows()).hasSameSizeAs(whole.windows());
            assertThat(result.differences(whole)).isEmpty();
        } else if (variant.isKlarion()) {
            assertThat(result.windows().size())
                    .as("windows closed")
                    .isGreaterThanOrEqualTo(whole.windows().size() - 2)
                    .isPositive();
            assertThat(result.differences(whole)).isEmpty();
        }
    }

    private void tell() throws IOException {
        List<Figures> figures = cpu.entrySet().stream()
                .map(entry -> Figures.of(
                        entry.getKey(),
                        entry.getKey().equals(Variant.NAIVE) ? records / NAIVE_SHARE : records,
                        entry.getValue(),
                        rates.getOrDefault(entry.getKey(), List.of())))
                .toList();
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .writeValue(directory.resolve("results.json"), figures);
        CostChart.write(directory.resolve("results.svg"), figures);
        double bare = cpuOf(Variant.BARE);
        double bin = cpuOf(Variant.BIN);
        double parsed = cpuOf(Variant.BIN_PARSED);
        double naive = cpuOf(Variant.NAIVE);
        System.out.println("| variant | threads | guarantee | records/s | CPU s/M | × A | × C | × P | D ÷ |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Figures each : figures) {
            double mine = each.cpuSecondsPerMillion();
            System.out.printf(
                    "| %s %s | %d | %s | %,.0f | %.2f | %.2f | %.2f | %.2f | %.1f |%n",
                    each.variant(),
                    each.what(),
                    each.threads(),
                    each.guarantee(),
                    each.recordsPerSecond(),
                    mine,
                    mine / bare,
                    mine / bin,
                    mine / parsed,
                    naive / mine);
        }
    }

    /* Not a number when it did not run. */
    private double cpuOf(Variant variant) {
        List<Double> runs = cpu.get(variant);
        return runs == null ? Double.NaN : Figures.median(runs);
    }
}
