package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotWindowsTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final int DAYS = 400;

    private static SlotWindows windows(SlotKind kind, long size, long advance) {
        return new SlotWindows(calendar(kind, size, advance));
    }

    private static SlotCalendar calendar(SlotKind kind, long size, long advance) {
        return new SlotCalendar(kind, ZoneOffset.UTC, new WindowSpec(size, advance, 0, 7 * MINUTE));
    }

    @Test
    void windowsThatDoNotOverlapAreAllTaken() {
        SlotWindows hours = windows(SlotKind.HOUR_OF_DAY, HOUR, HOUR);
        assertThat(LongStream.range(-100, 100).allMatch(hours::isTaken)).isTrue();
        assertThat(hours.start(2)).isEqualTo(127 * MINUTE);
        assertThat(hours.firstHolding(127 * MINUTE)).isEqualTo(2);
        assertThat(hours.lastHolding(127 * MINUTE)).isEqualTo(2);
        assertThat(hours.firstHolding(127 * MINUTE - 1)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, {1} min every {2} min")
    @CsvSource({
        "HOUR_OF_WEEK, 5, 1, 11",
        "HOUR_OF_WEEK, 60, 5, 1",
        "HOUR_OF_WEEK, 1440, 60, 1",
        "DAY_OF_WEEK, 1440, 60, 1",
        "DAY_OF_WEEK, 60, 20, 23",
        "HOUR_OF_DAY, 90, 40, 1",
        "HOUR_OF_DAY, 25, 10, 2"
    })
    void withinOneComingOfASlotNoRecordCountsTwice(SlotKind kind, long size, long advance, int least) {
        SlotCalendar calendar = calendar(kind, size * MINUTE, advance * MINUTE);
        SlotWindows windows = new SlotWindows(calendar);
        long hours = kind.length() / HOUR;
        Set<Long> starts = new HashSet<>();
        for (long coming = 0; coming < DAYS * 24 / hours; coming++) {
            List<Long> taken = taken(windows, coming * kind.length(), kind.length());
            assertThat(taken).hasSizeGreaterThanOrEqualTo(least);
            for (int i = 1; i < taken.size(); i++) {
                assertThat(taken.get(i) - taken.get(i - 1)).isGreaterThanOrEqualTo(size * MINUTE);
            }
            starts.add(taken.get(0) - coming * kind.length());
        }
        long possible = Math.max(1, Math.min((size + advance - 1) / advance, kind.length() / MINUTE / advance));
        assertThat((long) starts.size()).as("different first starts").isGreaterThanOrEqualTo(possible);
    }

    private static List<Long> taken(SlotWindows windows, long from, long length) {
        return LongStream.rangeClosed(windows.lastHolding(from - 1) + 1, windows.lastHolding(from + length - 1))
                .filter(windows::isTaken)
                .map(windows::start)
                .boxed()
                .toList();
    }
}
