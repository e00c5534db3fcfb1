package io.klarion.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The endless stream of a {@link DemoPlan}: {@value #PER_SECOND} loan applications in each second of event time, in the
 * order in which they arrive. The same plan gives the same stream. Not safe for threads.
 *
 * <p>Event times trail the arrival by up to five seconds, so records come out of order. About one in
 * {@value #ODD} is so late that its window is closed, and one in {@value #ODD} cannot be read: cut short, without a
 * time, with a time that is none, or from the far future.
 */
public final class LoanStream {

    /** Applications a second of event time. */
    public static final int PER_SECOND = 25;

    private static final int ODD = 2000;
    private static final long SPACING = 1000 / PER_SECOND;
    private static final long DELAY = 5_000;
    private static final long LATE_FROM = Duration.ofMinutes(6).toMillis();
    private static final long LATE_TO = Duration.ofMinutes(12).toMillis();

    private final long start;
    private final SplittableRandom random;
    private final LoanDraw loans;
    private final LoanJson json = new LoanJson();
    private long count;

    /** The stream of {@code plan}, from its first record. */
    public LoanStream(DemoPlan plan) {
        this.start = plan.start().toEpochMilli();
        this.random = new SplittableRandom(plan.seed());
        this.loans = new LoanDraw(random.split(), plan.planted());
    }

    /** When the next record is due. */
    public long nextArrival() {
        return start + count * SPACING;
    }

    /** The next record. */
    public LoanRecord next() {
        long arrival = nextArrival();
        long age = arrival - start;
        count++;
        int lot = random.nextInt(ODD);
        boolean late = lot == 0 && age > LATE_TO;
        long delay = late ? random.nextLong(LATE_FROM, LATE_TO) : random.nextLong(DELAY);
        Loan loan = loans.next(arrival - Math.min(delay, age));
        if (lot == 1) {
            return new LoanRecord(arrival, loan.applicant(), broken(loan), LoanRecord.Kind.BROKEN);
        }
        LoanRecord.Kind kind = late ? LoanRecord.Kind.LATE : LoanRecord.Kind.GOOD;
        return new LoanRecord(arrival, loan.applicant(), json.write(loan), kind);
    }

    private byte[] broken(Loan loan) {
        byte[] good = json.write(loan);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(good, good.length / 2);
            case 1 -> json.write(loan, "yesterday");
            case 2 -> json.write(loan, "2999-12-31T00:00:00Z");
            default -> "{\"heartbeat\":true}".getBytes(StandardCharsets.UTF_8);
        };
    }
}
