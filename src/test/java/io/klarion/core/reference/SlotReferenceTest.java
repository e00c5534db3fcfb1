package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import io.klarion.core.window.Slot;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** References by calendar slot, from the first record to what a window is compared with. */
class SlotReferenceTest {

    private static final long HOUR = 3_600_000;
    private static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final Segment DE = new Segment(List.of("DE"));
    private static final CellLayout LAYOUT = CellLayout.of(List.of(
            new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web", "shop")))));
    private static final SlotCalendar WEEK =
            new SlotCalendar(SlotKind.HOUR_OF_WEEK, ZoneOffset.UTC, WindowSpec.tumbling(HOUR, 0));

    /* So many records an hour over some weeks; the cell turns with the hour of the week. */
    private static ReferenceBuilder weeks(int weeks, int anHour, Segment segment) {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, WEEK, Set.of(DE));
        for (int hour = 0; hour < weeks * 168; hour++) {
            for (int i = 0; i < anHour; i++) {
                builder.add(MONDAY + hour * HOUR + i, segment, new int[] {hour % 168 % 3});
            }
        }
        return builder;
    }

    private static Reference built(ReferenceBuilder builder) {
        return builder.build("week", 1, "test", 0);
    }

    private static String slotOf(Reference reference, Segment segment, String start) {
        return reference
                .at(segment, Instant.parse(start).toEpochMilli())
                .slot()
                .map(Slot::key)
                .orElse("all");
    }

    @Test
    void aWindowIsComparedWithTheRecordsOfItsSlot() {
        Reference reference = built(weeks(4, 50, Segment.ALL));
        Reference.Chosen chosen =
                reference.at(Segment.ALL, Instant.parse("2026-06-02T01:00:00Z").toEpochMilli());

        assertThat(chosen.slot()).contains(new Slot(SlotKind.HOUR_OF_WEEK, 25));
        assertThat(chosen.isOwn()).isFalse();
        assertThat(chosen.population().records()).isEqualTo(200);
        assertThat(chosen.population().features().get(0).counts()).containsExactly(0, 200, 0, 0, 0);
        assertThat(reference.pooled().records()).isEqualTo(4 * 168 * 50);
    }

    @Test
    void whatTheSeasonDoesIsNoDispersion() {
        Reference reference = built(weeks(4, 50, Segment.ALL));
        FeatureReference slot =
                reference.at(Segment.ALL, MONDAY).population().features().get(0);

        assertThat(reference.pooled().features().get(0).dispersion().rho()).isEqualTo(1, within(1e-9));
        assertThat(slot.dispersion()).isEqualTo(new Dispersion(0, 0, 1, 4 * 168 - 168 + 1));
        assertThat(slot.effective()).isEqualTo(200);
    }

    @Test
    void aSlotThatCameThreeTimesBacksOffToTheHourOfWorkdays() {
        Reference reference = built(weeks(3, 1000, Segment.ALL));
        assertThat(slotOf(reference, Segment.ALL, "2026-06-02T01:00:00Z")).isEqualTo("workday-01");
        assertThat(slotOf(reference, Segment.ALL, "2026-06-06T01:30:00Z")).isEqualTo("weekend-01");
        assertThat(reference.pooled().slots()).hasSize(48);
        assertThat(reference.at(Segment.ALL, MONDAY).population().records()).isEqualTo(3 * 5 * 1000);
    }

    @Test
    void onlyThinSlotsBackOffAndOnlyAsFarAsTheyMust() {
        ReferenceBuilder builder = weeks(3, 60, Segment.ALL);
        for (int i = 0; i < 199; i++) {
            builder.add(MONDAY + 21 * 24 * HOUR + i, Segment.ALL, new int[] {0});
            builder.add(MONDAY + 21 * 24 * HOUR + HOUR + i, Segment.ALL, new int[] {0});
        }
        Reference reference = built(builder);
        assertThat(slotOf(reference, Segment.ALL, "2026-06-01T00:00:00Z")).isEqualTo("mon-00");
        assertThat(slotOf(reference, Segment.ALL, "2026-06-01T01:59:00Z")).isEqualTo("mon-01");
        assertThat(slotOf(reference, Segment.ALL, "2026-06-02T00:00:00Z")).isEqualTo("workday-00");
        assertThat(reference.pooled().slots()).hasSize(2 + 48);
    }

    @Test
    void aReferenceOfOneDayKnowsNoSlots() {
        Reference reference = built(weeks(1, 3, Segment.ALL));
        assertThat(slotOf(reference, Segment.ALL, "2026-06-02T01:00:00Z"))
                .as("5 times, but 15 records")
                .isEqualTo("all");
        assertThat(reference.at(Segment.ALL, MONDAY).population()).isSameAs(reference.pooled());
    }

    @Test
    void aSegmentUsesItsOwnSlotsAndAnUnknownOneThoseOfAll() {
        Reference reference = built(weeks(4, 50, DE));
        assertThat(slotOf(reference, DE, "2026-06-02T01:00:00Z")).isEqualTo("tue-01");
        assertThat(reference.at(DE, MONDAY).isOwn()).isTrue();
        Reference.Chosen unknown = reference.at(new Segment(List.of("FR")), MONDAY);
        assertThat(unknown.isOwn()).isFalse();
        assertThat(unknown.slot()).contains(new Slot(SlotKind.HOUR_OF_WEEK, 0));
        assertThat(unknown.population()).isSameAs(reference.pooled().slots().get(new Slot(SlotKind.HOUR_OF_WEEK, 0)));
    }

    /* A window longer than its slot: days in slots of an hour are compared with days that start in that hour. */
    @Test
    void daysAreComparedWithDaysThatStartAtTheSameHourOfTheWeek() {
        SlotCalendar days = new SlotCalendar(SlotKind.HOUR_OF_WEEK, ZoneOffset.UTC, WindowSpec.tumbling(24 * HOUR, 0));
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, days, Set.of());
        for (int hour = 0; hour < 4 * 168; hour++) {
            for (int i = 0; i < 10; i++) {
                builder.add(MONDAY + hour * HOUR + i, Segment.ALL, new int[] {hour / 24 % 7 == 6 ? 1 : 0});
            }
        }
        Reference reference = built(builder);
        assertThat(reference.pooled().slots().keySet())
                .extracting(Slot::key)
                .startsWith("mon-00", "tue-00", "wed-00", "thu-00", "fri-00", "sat-00", "sun-00");
        FeatureReference sunday = reference
                .at(Segment.ALL, Instant.parse("2026-06-07T00:00:00Z").toEpochMilli())
                .population()
                .features()
                .get(0);
        assertThat(sunday.counts()).containsExactly(0, 960, 0, 0, 0);
    }

    /* The counts of hopping windows, recounted window by window from all records. */
    @Test
    void slotsOfHoppingWindowsHoldTheRecordsOfTheWindowsTaken() {
        WindowSpec hopping = new WindowSpec(40 * 60_000, 15 * 60_000, 0, 0);
        SlotCalendar calendar = new SlotCalendar(SlotKind.HOUR_OF_DAY, ZoneOffset.ofHours(1), hopping);
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, calendar, Set.of());
        SplittableRandom random = new SplittableRandom(11);
        SlotWindows windows = new SlotWindows(calendar);
        Map<Integer, long[]> expected = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            long time = MONDAY + random.nextLong(10 * 24 * HOUR);
            int cell = random.nextInt(5);
            builder.add(time, Segment.ALL, new int[] {cell});
            for (long position = time / 900_000 - 5; position * 900_000 <= time; position++) {
                if (time < position * 900_000 + 40 * 60_000 && windows.isTaken(position)) {
                    ZonedDateTime start =
                            Instant.ofEpochMilli(position * 900_000).atZone(ZoneOffset.ofHours(1));
                    expected.computeIfAbsent(start.getHour(), hour -> new long[5])[cell]++;
                }
            }
        }
        Map<Slot, Population> slots = built(builder).pooled().slots();
        assertThat(slots).hasSize(24);
        slots.forEach(
                (slot, population) -> assertThat(population.features().get(0).counts())
                        .as(slot.key())
                        .containsExactly(expected.get(slot.index())));
    }

    @Test
    void theDigestTellsSlotsApart() {
        Reference hours = built(weeks(4, 50, Segment.ALL));
        Function<Optional<SlotCalendar>, Reference> with = calendar -> new Reference(
                "week",
                1,
                0,
                hours.provenance(),
                LAYOUT,
                calendar,
                calendar.isPresent()
                        ? hours.pooled()
                        : new Population(
                                hours.pooled().records(), hours.pooled().features()),
                new TreeMap<>(hours.segments()));
        assertThat(with.apply(Optional.of(WEEK)).digest()).isEqualTo(hours.digest());
        SlotCalendar elsewhere = new SlotCalendar(SlotKind.HOUR_OF_WEEK, ZoneOffset.ofHours(2), WEEK.window());
        assertThat(with.apply(Optional.of(elsewhere)).digest()).isNotEqualTo(hours.digest());
        assertThat(with.apply(Optional.empty()).digest()).isNotEqualTo(hours.digest());
    }

    @Test
    void slotsWithoutTheirCalendarAreRefused() {
        Reference hours = built(weeks(4, 50, Segment.ALL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reference(
                        "week", 1, 0, hours.provenance(), LAYOUT, hours.pooled(), new TreeMap<>(hours.segments())))
                .withMessage("slots: must be of the reference's calendar, without slots of their own, was mon-00");
    }

    @Test
    void recordsWithoutTimesAreInNoSlot() {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, WEEK, Set.of());
        builder.add(Segment.ALL, new int[] {0});
        assertThat(built(builder).pooled().slots()).isEmpty();
    }
}
