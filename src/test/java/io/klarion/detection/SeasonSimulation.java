package io.klarion.detection;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A year of hours with a season of a week that keeps Berlin's time, so that the clock changes twice; the reference is
 * of the weeks before. In the second half of the year Sundays begin to look like Mondays.
 *
 * <p>The value is normal; its mean follows the hour and is 1.5 standard deviations lower at weekends. An hour holds 60
 * records at night and 300 by day.
 */
final class SeasonSimulation {

    /** The weeks of the published reference. */
    static final int WEEKS = 12;

    static final String QUIET = "null_year";
    static final String SUNDAYS = "sundays_like_mondays";
    static final List<String> RULES = List.of(
            "klarion_hour_of_week",
            "klarion_threshold_0_hour_of_week",
            "klarion_threshold_0_hour_of_week_utc",
            "klarion_static",
            "klarion_threshold_0_static");

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long HOUR = 3_600_000;
    private static final WindowSpec HOURS = WindowSpec.tumbling(HOUR, 0);
    private static final long NEW_YEAR = Instant.parse("2025-12-31T23:00:00Z").toEpochMilli();
    private static final long NEXT_YEAR = Instant.parse("2026-12-31T23:00:00Z").toEpochMilli();
    private static final long CHANGE = Instant.parse("2026-06-30T22:00:00Z").toEpochMilli();
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int NIGHT = 60;
    private static final int DAY = 300;
    private static final int CELLS = 20;

    private final int weeks;
    private final Setting setting;
    private final CellLayout layout = CellLayout.of(List.of(NumericFeature.cells(CELLS)));
    private final Randomness random;

    SeasonSimulation(int weeks) {
        this.weeks = weeks;
        this.setting = new Setting(DAY, CELLS, weeks * 7 * (12 * NIGHT + 12 * DAY));
        this.random = new Randomness(setting.seed("year"));
    }

    /** Who watches: every rule with its monitor. */
    private Map<String, KlarionMonitor> monitors() {
        ReferenceBuilder berlin =
                new ReferenceBuilder(layout, new SlotCalendar(SlotKind.HOUR_OF_WEEK, BERLIN, HOURS), Set.of());
        ReferenceBuilder utc =
                new ReferenceBuilder(layout, new SlotCalendar(SlotKind.HOUR_OF_WEEK, ZoneOffset.UTC, HOURS), Set.of());
        ReferenceBuilder plain = new ReferenceBuilder(layout, HOURS, Set.of());
        for (long start = NEW_YEAR - 168L * weeks * HOUR; start < NEW_YEAR; start += HOUR) {
            int place = 0;
            for (int cell : random.shuffled(draw(start, start))) {
                long time = start + place++;
                for (ReferenceBuilder builder : List.of(berlin, utc, plain)) {
                    builder.add(time, Segment.ALL, new int[] {cell});
                }
            }
        }
        List<Reference> references = List.of(built(berlin), built(berlin), built(utc), built(plain), built(plain));
        Map<String, KlarionMonitor> monitors = new LinkedHashMap<>();
        for (int i = 0; i < RULES.size(); i++) {
            boolean isZero = RULES.get(i).contains("threshold_0");
            monitors.put(
                    RULES.get(i),
                    new KlarionMonitor(
                            layout, references.get(i), HOURS, isZero ? Rules.withThreshold(0) : DetectSpec.DEFAULT));
        }
        return monitors;
    }

    private static Reference built(ReferenceBuilder builder) {
        return builder.build("year", 1, "simulation", 0);
    }

    /** One row a rule for the quiet year, and one for its changed Sundays. */
    List<SimulationRow> rows() {
        Map<String, KlarionMonitor> monitors = monitors();
        Map<String, Year> years = new LinkedHashMap<>();
        RULES.forEach(rule -> years.put(rule, new Year(new Tally(), new Tally())));
        for (long start = NEW_YEAR; start < NEXT_YEAR; start += HOUR) {
            long[] normal = draw(start, start);
            boolean isChanged = start >= CHANGE && local(start).getDayOfWeek() == DayOfWeek.SUNDAY;
            long[] changed = isChanged ? draw(start, start + 24 * HOUR) : normal;
            for (Map.Entry<String, Year> year : years.entrySet()) {
                KlarionMonitor monitor = Objects.requireNonNull(monitors.get(year.getKey()));
                year.getValue().quiet().add(isDrift(monitor, start, normal));
                if (isChanged) {
                    year.getValue().sundays().add(isDrift(monitor, start, changed));
                }
            }
        }
        List<SimulationRow> rows = new ArrayList<>();
        years.forEach((rule, year) -> {
            rows.add(row(rule, QUIET, year.quiet(), year.quiet()));
            rows.add(row(rule, SUNDAYS, year.sundays(), year.quiet()));
        });
        return rows;
    }

    private record Year(Tally quiet, Tally sundays) {}

    private static boolean isDrift(KlarionMonitor monitor, long start, long[] cells) {
        return monitor.judge(start, cells).drifted() > 0;
    }

    private SimulationRow row(String rule, String scenario, Tally tally, Tally quiet) {
        return new SimulationRow(
                rule,
                setting,
                scenario,
                tally.alarms,
                tally.trials,
                OptionalDouble.of(quiet.alarms / (double) quiet.trials),
                OptionalDouble.empty());
    }

    /** How often something happened. */
    private static final class Tally {
        private long alarms;
        private long trials;

        void add(boolean alarm) {
            alarms += alarm ? 1 : 0;
            trials++;
        }
    }

    /* The counts of the hour that begins at start, with the values of the one that begins at like. */
    private long[] draw(long start, long like) {
        int hour = local(start).getHour();
        double mean = mean(local(like));
        double[] shares = new double[CELLS + 2];
        double before = 0;
        for (int i = 0; i <= CELLS; i++) {
            double up = NORMAL.cumulativeProbability((i - CELLS / 2) * 0.4 - mean);
            shares[i] = up - before;
            before = up;
        }
        shares[CELLS + 1] = 1 - before;
        long[] counts = new long[layout.cells()];
        System.arraycopy(random.counts(hour < 6 || hour >= 18 ? NIGHT : DAY, shares), 0, counts, 0, CELLS + 2);
        return counts;
    }

    private static double mean(ZonedDateTime local) {
        boolean isWeekend = local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
        return Math.sin(Math.PI * (local.getHour() - 9) / 12) - (isWeekend ? 1.5 : 0);
    }

    private static ZonedDateTime local(long time) {
        return Instant.ofEpochMilli(time).atZone(BERLIN);
    }
}
