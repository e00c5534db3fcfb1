package io.klarion.demo;

import io.klarion.core.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * What the demo plays: when its event time starts, how fast it runs, which windows there are, what drifts when.
 *
 * <p>Event time starts at six in the morning (UTC) a week ago and runs {@link #SPEED} times as fast as the clock, until
 * after nearly three hours it has caught up; from then on it is the present. So no record is ever ahead of its own Kafka
 * timestamp, and one window passes in {@link #WINDOW}/{@link #SPEED} = 2 s. All times of the plan keep their distance
 * from its start: two demos with the same seed differ in their dates only.
 *
 * @param seed of the stream
 * @param start the first event time
 * @param planted the drifts, by rising time; empty with {@code --no-drift}
 */
public record DemoPlan(long seed, Instant start, List<Planted> planted) {

    /** How many event seconds pass in a second. */
    public static final int SPEED = 60;

    /** The length of a window; they do not overlap. */
    public static final Duration WINDOW = Duration.ofMinutes(2);

    /** How long after its end a window takes records. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** By how much records of a partition come out of order at most, those that are late on purpose aside. */
    public static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(10);

    /** The segments, the larger one first. */
    public static final List<String> COUNTRIES = List.of("DE", "FR");

    /** The category that the reference does not know. */
    static final String NEW_CHANNEL = "partner-app";

    private static final Duration PAST = Duration.ofDays(7);
    private static final Duration MORNING = Duration.ofHours(6);

    public DemoPlan {
        planted = List.copyOf(planted);
    }

    /**
     * The plan of a demo that is started at {@code now}.
     *
     * @param drift whether anything drifts
     */
    public static DemoPlan of(long seed, Instant now, boolean drift) {
        Instant start = now.truncatedTo(ChronoUnit.DAYS).minus(PAST).plus(MORNING);
        return new DemoPlan(seed, start, drift ? drifts(start) : List.of());
    }

    private static List<Planted> drifts(Instant start) {
        return List.of(
                new Planted(
                        "income",
                        Planted.Kind.ABRUPT_SHIFT,
                        COUNTRIES,
                        minute(start, 16),
                        minute(start, 16),
                        Instant.MAX,
                        "incomes are twice as high at once, as after a change of currency"),
                new Planted(
                        "interest_rate",
                        Planted.Kind.SLOW_RAMP,
                        COUNTRIES,
                        minute(start, 20),
                        minute(start, 60),
                        Instant.MAX,
                        "interest rates rise by 2 points in 40 minutes"),
                new Planted(
                        "channel",
                        Planted.Kind.NEW_CATEGORY,
                        List.of("FR"),
                        minute(start, 34),
                        minute(start, 34),
                        Instant.MAX,
                        "in FR every eighth application comes through the new channel " + NEW_CHANNEL),
                new Planted(
                        "employment",
                        Planted.Kind.MISSING_BURST,
                        List.of("DE"),
                        minute(start, 46),
                        minute(start, 46),
                        minute(start, 56),
                        "in DE 40 % of the employments are missing for 10 minutes"));
    }

    private static Instant minute(Instant start, int minute) {
        return start.plus(Duration.ofMinutes(minute));
    }

    /** The windows of the demo's monitor. */
    public static WindowSpec windows() {
        return WindowSpec.tumbling(WINDOW.toMillis(), GRACE.toMillis());
    }

    /** The end of the first window that holds {@code eventTime}. */
    static long firstWindowEnd(Instant eventTime) {
        WindowSpec windows = windows();
        return windows.firstEnd(windows.paneStart(eventTime.toEpochMilli()));
    }

    /** The event time that a stream that began at {@code began} has reached at {@code now}: never beyond {@code now}. */
    public Instant eventTime(Instant began, Instant now) {
        Instant ahead = start.plus(Duration.between(began, now).multipliedBy(SPEED));
        return ahead.isBefore(now) ? ahead : now;
    }

    /** How long after it began the stream reaches {@code eventTime}. */
    public Duration elapsed(Instant eventTime) {
        return Duration.between(start, eventTime).dividedBy(SPEED);
    }

    /** What is planted and when to expect alerts, as lines of text. */
    public String text() {
        if (planted.isEmpty()) {
            return "Nothing drifts in this stream.\n";
        }
        StringBuilder text = new StringBuilder("Planted in this stream, of which ")
                .append(SPEED)
                .append(" s pass in a second; alerts are expected so long after it began:\n");
        for (Planted drift : planted) {
            long first = secondsUntilJudged(drift.from());
            long last = secondsUntilJudged(drift.full());
            String when = first == last ? first + " s" : first + " to " + last + " s";
            text.append(String.format(Locale.ROOT, "  %-10s %-14s %s", when, drift.feature(), drift.description()))
                    .append('\n');
        }
        return text.toString();
    }

    private long secondsUntilJudged(Instant eventTime) {
        Instant end = Instant.ofEpochMilli(firstWindowEnd(eventTime));
        return 1 + elapsed(end.plus(GRACE).plus(OUT_OF_ORDERNESS)).toSeconds();
    }
}
