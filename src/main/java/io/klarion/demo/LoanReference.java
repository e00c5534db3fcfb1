package io.klarion.demo;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The undisturbed past of the demo's stream: whole windows at the stream's full rate, spread evenly over the three days
 * before it starts.
 *
 * <p>Whole windows, because how much windows differ from one another is part of the reference; spread over days, so that
 * it covers the daily season. It has no drift, nothing out of order, nothing late or broken.
 */
public final class LoanReference {

    private static final int DAYS = 3;
    private static final Duration EVERY = Duration.ofMinutes(108);
    private static final int WINDOWS = (int) Duration.ofDays(DAYS).dividedBy(EVERY);
    private static final int PER_WINDOW = (int) DemoPlan.WINDOW.toSeconds() * LoanStream.PER_SECOND;
    private static final long SPACING = 1000 / LoanStream.PER_SECOND;

    private LoanReference() {}

    /** How many records it has. */
    public static int size() {
        return WINDOWS * PER_WINDOW;
    }

    /** Its records in the order of their event times; the same plan gives the same records. */
    public static Stream<byte[]> records(DemoPlan plan) {
        LoanJson json = new LoanJson();
        return loans(plan).map(json::write);
    }

    static Stream<Loan> loans(DemoPlan plan) {
        LoanDraw draw = new LoanDraw(new SplittableRandom(~plan.seed()), List.of());
        long start = plan.start().minus(Duration.ofDays(DAYS)).toEpochMilli();
        return IntStream.range(0, size()).mapToObj(i -> {
            long window = start + i / PER_WINDOW * EVERY.toMillis();
            return draw.next(window + i % PER_WINDOW * SPACING);
        });
    }
}
