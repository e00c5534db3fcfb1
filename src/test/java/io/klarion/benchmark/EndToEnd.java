package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All variants, round by round, so that whatever else the machine does hits all of them. Numbers count only when all results
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
    private final double warmUp = Double.parseDouble(System.getProperty("benchmark.warmup", "0.5"));
    private final Path directory = Path.of(System.getProperty("benchmark.directory", "target/benchmark"))
            .toAbsolutePath();
    private final Map<Variant, List<Double>> cpu = new LinkedHashMap<>();
    private final Map<Variant, List<Double>> rates = new LinkedHashMap<>();

    private static long records() {
        long records = Long.parseLong(System.getProperty("benchmark.records", "2000000"));
        if (records < FEWEST) {
            throw new IllegalArgumentException("benchmark.records: must be at least " + FEWEST + ", was " + records);
        }
        return records;
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
        Histograms whole = variants.contains(Variant.BIN)
                ? new Histograms(new TreeMap<>())
                : new RunningVariant(Variant.BIN, 200 + round, servers, directory)
                        .run(TOPIC, records, 0)
                        .result();
        for (Variant variant : variants) {
            boolean isNaive = variant.equals(Variant.NAIVE);
            String topic = isNaive ? SMALL : TOPIC;
            long all = isNaive ? records / NAIVE_SHARE : records;
            RunningVariant.Outcome outcome =
                    new RunningVariant(variant, round, servers, directory).run(topic, all, (long) (all * warmUp));
            if (variant.equals(Variant.BIN)) {
                whole = outcome.result();
            }
            requireEqual(variant, outcome.result(), whole, servers, round);
            double perMillion = outcome.end().cpuPerMillionSince(outcome.warm());
            double rate = outcome.end().rateSince(outcome.warm());
            assertThat(rate)
                    .as("records a second behind the warm-up")
                    .isFinite()
                    .isPositive();
            cpu.computeIfAbsent(variant, any -> new ArrayList<>()).add(perMillion);
            rates.computeIfAbsent(variant, any -> new ArrayList<>()).add(rate);
            System.out.printf(
                    "round %d  %s %-56s %d thread %-14s %,10.0f records/s  %6.2f CPU s/M%n",
                    round, variant.key(), variant.what(), variant.threads(), variant.guarantee(), rate, perMillion);
        }
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
        double naive = cpuOf(Variant.NAIVE);
        System.out.println("| variant | threads | guarantee | records/s | CPU s/M | × A | × C | D ÷ |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (Figures each : figures) {
            double mine = each.cpuSecondsPerMillion();
            System.out.printf(
                    "| %s %s | %d | %s | %,.0f | %.2f | %.2f | %.2f | %.1f |%n",
                    each.variant(),
                    each.what(),
                    each.threads(),
                    each.guarantee(),
                    each.recordsPerSecond(),
                    mine,
                    mine / bare,
                    mine / bin,
                    naive / mine);
        }
    }

    /* Not a number when it did not run. */
    private double cpuOf(Variant variant) {
        List<Double> runs = cpu.get(variant);
        return runs == null ? Double.NaN : Figures.median(runs);
    }
}
