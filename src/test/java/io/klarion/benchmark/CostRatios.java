package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whether a record has become dearer. Times say little on a machine that others use; the ratio of two costs in the same
 * JVM, one measured right after the other and each the least of several rounds, says a lot. Fails when the median of five exceeds what is recorded here by half, and the ratio of the least costs of all five does so too: machines are seen that are
 * twice as slow for some seconds, on one side of a ratio and not on the other.
 */
class CostRatios {

    private static final int TIMES = 5;
    private static final double TOLERANCE = 1.5;
    private static final int LOOKS = 15;
    private static final int REPEATS = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Workload USUAL = Workload.USUAL;

    private final Map<String, Double> recorded = new LinkedHashMap<>();
    private final Map<String, List<Double>> measured = new LinkedHashMap<>();
    private final Map<String, List<Double>> costs = new LinkedHashMap<>();
    private final Map<String, List<Double>> others = new LinkedHashMap<>();

    @Test
    void noCostHasGrownByHalf() {
        for (int i = 0; i < TIMES; i++) {
            double usual = cost(USUAL, JsonRecordDecoder::new);
            ratio("scanned against parsed", 0.36, usual, cost(USUAL, JsonRecordDecoder::parsing));
            ratio("against a look at each byte", 1.8, usual, lookAtEachByte());
            ratio("60 windows against one", 1.00, cost(USUAL.withOverlaps(60), JsonRecordDecoder::new), usual);
            ratio("300 fields against 30", 10.0, cost(USUAL.withFields(300, 300), JsonRecordDecoder::new), usual);
            ratio("1000 segments against one", 1.4, cost(USUAL.withSegments(1000), JsonRecordDecoder::new), usual);
            ratio(
                    "5 of 50 monitored against all",
                    0.55,
                    cost(USUAL.withFields(50, 5), JsonRecordDecoder::new),
                    cost(USUAL.withFields(50, 50), JsonRecordDecoder::new));
        }
        List<String> worse = new ArrayList<>();
        measured.forEach((what, ratios) -> {
            double now = Figures.median(ratios);
            double least = least(costs, what) / least(others, what);
            double then = recorded.getOrDefault(what, 0.0);
            System.out.printf("%-32s %.2f, of the least %.2f, recorded %.2f, all %s%n", what, now, least, then, ratios);
            if (Math.min(now, least) > TOLERANCE * then) {
                worse.add(String.format("%s: %.2f and %.2f, recorded %.2f", what, now, least, then));
            }
        });
        assertThat(worse).isEmpty();
    }

    private static double cost(Workload workload, Function<TopicPlan, JsonRecordDecoder> decoders) {
        return StageOneCost.of(workload, decoders).leastNanos();
    }

    /* Nanoseconds a record for what can be done no faster by changing the product: one step for each byte, each after the last. */
    private static double lookAtEachByte() {
        byte[][] records = USUAL.records(1000);
        List<Double> nanos = new ArrayList<>();
        int sum = 0;
        for (int round = 0; round < LOOKS; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                for (byte[] record : records) {
                    for (byte b : record) {
                        sum = sum * 31 + b;
                    }
                }
            }
            nanos.add((THREADS.getCurrentThreadCpuTime() - before) / (double) REPEATS / records.length);
        }
        assertThat(sum).isNotZero();
        return Collections.min(nanos);
    }

    private void ratio(String what, double known, double cost, double against) {
        recorded.put(what, known);
        measured.computeIfAbsent(what, any -> new ArrayList<>()).add(Math.round(cost / against * 100) / 100.0);
        costs.computeIfAbsent(what, any -> new ArrayList<>()).add(cost);
        others.computeIfAbsent(what, any -> new ArrayList<>()).add(against);
    }

    private static double least(Map<String, List<Double>> all, String what) {
        return Collections.min(all.getOrDefault(what, List.of()));
    }
}
