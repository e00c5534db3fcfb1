package io.klarion.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotCalendarTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final WindowSpec HOURS = WindowSpec.tumbling(3_600_000, 0);

    private static SlotCalendar calendar(SlotKind kind, ZoneId zone) {
        return new SlotCalendar(kind, zone, HOURS);
    }

    /* Clocks in Berlin go forward on 2026-03-29 at 01:00Z and back on 2026-10-25 at 01:00Z. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2026-03-23T00:00:00Z, mon-01",
        "2026-03-28T23:00:00Z, sun-00",
        "2026-03-29T00:59:59.999Z, sun-01",
        "2026-03-29T01:00:00Z, sun-03",
        "2026-03-30T00:00:00Z, mon-02",
        "2026-10-25T00:00:00Z, sun-02",
        "2026-10-25T01:00:00Z, sun-02",
        "2026-10-25T02:00:00Z, sun-03",
        "2026-10-25T23:00:00Z, mon-00",
        "1969-12-31T22:59:59Z, wed-23"
    })
    void theSlotIsTheLocalHourOfTheStart(Instant start, String slot) {
        assertThat(calendar(SlotKind.HOUR_OF_WEEK, BERLIN)
                        .slot(start.toEpochMilli())
                        .key())
                .isEqualTo(slot);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "HOUR_OF_WEEK, sat-13 weekend-13 hour-13",
        "HOUR_OF_DAY, hour-13",
        "DAY_OF_WEEK, sat weekend",
    })
    void thinSlotsBackOffToCoarserOnes(SlotKind kind, String chain) {
        long saturday = Instant.parse("2026-01-03T13:45:00Z").toEpochMilli();
        assertThat(calendar(kind, ZoneOffset.UTC).slots(saturday))
                .extracting(Slot::key)
                .containsExactly(chain.split(" "));
    }

    /* The long way: a calendar of the JDK, and names written out. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"})
    void everyHourOfManyYearsLiesWhereTheCalendarSays(String zone) {
        SplittableRandom random = new SplittableRandom(zone.hashCode());
        for (int i = 0; i < 20_000; i++) {
            Instant start = Instant.ofEpochMilli(random.nextLong(-1_000_000_000_000L, 2_000_000_000_000L));
            ZonedDateTime local = start.atZone(ZoneId.of(zone));
            String day = local.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
            String part = local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? "weekend" : "workday";
            String hour = String.format(Locale.ROOT, "-%02d", local.getHour());
            assertThat(calendar(SlotKind.HOUR_OF_WEEK, ZoneId.of(zone)).slots(start.toEpochMilli()))
                    .extracting(Slot::key)
                    .containsExactly(day + hour, part + hour, "hour" + hour);
            assertThat(calendar(SlotKind.DAY_OF_WEEK, ZoneId.of(zone)).slots(start.toEpochMilli()))
                    .extracting(Slot::key)
                    .containsExactly(day, part);
            assertThat(calendar(SlotKind.DAY_OF_WEEK, ZoneId.of(zone)).occurrence(start.toEpochMilli()))
                    .isEqualTo(local.toLocalDate().toEpochDay());
        }
    }

    @ParameterizedTest
    @EnumSource(SlotKind.class)
    void slotsAndKindsAreReadAsTheyAreWritten(SlotKind kind) {
        assertThat(SlotKind.parse(kind.key())).contains(kind);
        assertThat(kind.all())
                .hasSize(kind.slots())
                .allSatisfy(slot -> assertThat(Slot.parse(slot.key())).contains(slot));
        assertThat(kind.all()).isSorted().doesNotHaveDuplicates();
        assertThat(Slot.parse("mon-24")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SlotKind.class)
    void aSlotLiesWithinTheCoarserOneThatTheSameTimeHas(SlotKind kind) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            List<Slot> chain = calendar(kind, BERLIN).slots(random.nextLong(2_000_000_000_000L));
            chain.forEach(
                    coarse -> assertThat(chain.get(0).within(coarse.kind())).isEqualTo(coarse));
        }
    }

    @Test
    void aWindowLongerThanTheSeasonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SlotCalendar(SlotKind.HOUR_OF_DAY, ZoneOffset.UTC, WindowSpec.tumbling(86_400_001, 0)))
                .withMessage("window.size: must be at most 86400000 ms with slots hour-of-day, was 86400001 ms");
        assertThat(new SlotCalendar(SlotKind.HOUR_OF_WEEK, ZoneOffset.UTC, WindowSpec.tumbling(604_800_000, 5))
                        .window()
                        .grace())
                .isZero();
    }

    @Test
    void aSlotBeyondTheLastIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slot(SlotKind.DAY_OF_WEEK, 7))
                .withMessage("slot: must be between 0 and 6 for day-of-week, was 7");
    }
}
