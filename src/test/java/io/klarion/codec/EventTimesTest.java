package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.EventTimeSpec.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "2026-01-01t23:59:59z, 2026-01-01T23:59:59Z",
        "2026-01-01 12:30:15Z, 2026-01-01T12:30:15Z",
        "2026-01-01T12:30:15, 2026-01-01T12:30:15Z",
        "2026-01-01T12:30, 2026-01-01T12:30:00Z",
        "2026-01-01T12:30Z, 2026-01-01T12:30:00Z",
        "2026-01-01, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.5Z, 2026-01-01T00:00:00.500Z",
        "2026-01-01T00:00:00.123Z, 2026-01-01T00:00:00.123Z",
        "2026-01-01T00:00:00.123999999Z, 2026-01-01T00:00:00.123Z",
        "2026-01-01T00:00:00.000000000001, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00+01:00, 2025-12-31T23:00:00Z",
        "2026-01-01T00:00:00-0530, 2026-01-01T05:30:00Z",
        "2026-01-01T00:00:00+01, 2025-12-31T23:00:00Z",
        "2026-01-01T00:00:00.25-18:00, 2026-01-01T18:00:00.250Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "2000-02-29, 2000-02-29T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    })
    void isoTimesAreRead(String text, Instant time) {
        assertThat(parse(Unit.ISO8601, text)).isEqualTo(time.toEpochMilli());
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-01",
                "2026-1-1",
                "20260101",
                "2026-13-01",
                "2026-00-01",
                "2026-01-00",
                "2026-01-32",
                "2026-04-31",
                "2026-02-29",
                "2100-02-29",
                "2026-01-01T",
                "2026-01-01Z",
                "2026-01-01T00",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00,5Z",
                "2026-01-01T00:00:00ZZ",
                "2026-01-01T00:00:00Z ",
                " 2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00+1",
                "2026-01-01T00:00:00+19:00",
                "2026-01-01T00:00:00+01:60",
                "2026-01-01T00:00:00+01:0",
                "2026-01-01T00:00:00+01:",
                "2026-01-01T00:00:00 UTC",
                "2026-01-01T00:00:00Z[UTC]",
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-01:00",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "２０２６-01-01T00:00:00Z",
                "now"
            })
    void otherTextsAreNoIsoTimes(String text) {
        assertThat(parse(Unit.ISO8601, text)).isEqualTo(RecordFields.TIME_UNREADABLE);
    }

    @ParameterizedTest(name = "{1} {0}")
    @CsvSource({
        "SECONDS, 0, 0",
        "SECONDS, -0.000, 0",
        "SECONDS, 1767225600, 1767225600000",
        "SECONDS, 1767225600.25, 1767225600250",
        "SECONDS, 1767225600.9999999999, 1767225600999",
        "SECONDS, 1.7672256e9, 1767225600000",
        "SECONDS, 17672256E+2, 1767225600000",
        "SECONDS, 17672256000000e-4, 1767225600000",
        "SECONDS, 0.0009, 0",
        "SECONDS, 1e-10001, 0",
        "SECONDS, 0e999999999999, 0",
        "SECONDS, 253402300799.999, 253402300799999",
        "MILLIS, 1767225600000, 1767225600000",
        "MILLIS, 0001767225600000, 1767225600000",
        "MILLIS, 1767225600000.7, 1767225600000",
        "MILLIS, 253402300799999, 253402300799999",
        "MICROS, 1767225600000999, 1767225600000",
        "MICROS, 999, 0",
        "NANOS, 1767225600000999999, 1767225600000",
        "NANOS, 253402300799999999999, 253402300799999",
    })
    void numbersAreReadExactly(Unit unit, String text, long millis) {
        assertThat(parse(unit, text)).isEqualTo(millis);
    }

    @ParameterizedTest(name = "{1} {0}")
    @CsvSource({
        "SECONDS, -1",
        "SECONDS, -0.0001",
        "SECONDS, 253402300800",
        "SECONDS, 1767225600000",
        "MILLIS, 253402300800000",
        "MILLIS, 1e18",
        "MILLIS, 9223372036854775807",
        "MILLIS, 99999999999999999999999999999999",
        "MILLIS, 1e10000",
        "MILLIS, 1e99999999999999999999",
        "NANOS, 1e100",
        "MILLIS, ''",
        "MILLIS, -",
        "MILLIS, .5",
        "MILLIS, 5.",
        "MILLIS, 5e",
        "MILLIS, 5e+",
        "MILLIS, 5e5.5",
        "MILLIS, '5 '",
        "MILLIS, +5",
        "MILLIS, 0x10",
        "MILLIS, 1_000",
        "MILLIS, '12,000'",
        "MILLIS, ١٢",
    })
    void otherNumbersAreNoTimes(Unit unit, String text) {
        assertThat(parse(unit, text)).isEqualTo(RecordFields.TIME_UNREADABLE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isoTimesAgreeWithThePlatform(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5000; i++) {
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
            long millis = random.nextLong(86_400_000L, EventTimes.LATEST - 86_400_000L);
            long nanos = random.nextBoolean() ? 0 : random.nextInt(1_000_000);
            OffsetDateTime time = Instant.ofEpochMilli(millis).plusNanos(nanos).atOffset(offset);

            assertThat(parse(Unit.ISO8601, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)))
                    .isEqualTo(millis);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void numbersAgreeWithBigDecimal(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5000; i++) {
            BigDecimal number =
                    BigDecimal.valueOf(random.nextLong(1L << random.nextInt(1, 62)), random.nextInt(-9, 22));
            String text = random.nextBoolean() ? number.toString() : number.toPlainString();
            BigDecimal millis = number.movePointRight(3).setScale(0, RoundingMode.DOWN);
            boolean readable = millis.compareTo(BigDecimal.valueOf(EventTimes.LATEST)) <= 0;

            assertThat(parse(Unit.SECONDS, text))
                    .as(text)
                    .isEqualTo(readable ? millis.longValueExact() : RecordFields.TIME_UNREADABLE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = Unit.class, mode = EnumSource.Mode.EXCLUDE, names = "ISO8601")
    void aWholeNumberIsTheTimeItWouldBeAsText(Unit unit) {
        SplittableRandom random = new SplittableRandom(unit.name().hashCode());
        for (int i = 0; i < 10_000; i++) {
            long whole = random.nextLong(1_000_000_000_000_000_000L) >>> random.nextInt(60);
            assertThat(EventTimes.of(unit, whole)).as("%d", whole).isEqualTo(parse(unit, Long.toString(whole)));
        }
        for (long edge : new long[] {0, 253_402_300_799L, 253_402_300_800L, EventTimes.LATEST, EventTimes.LATEST + 1}) {
            assertThat(EventTimes.of(unit, edge)).as("%d", edge).isEqualTo(parse(unit, Long.toString(edge)));
        }
    }

    private static long parse(Unit unit, String text) {
        char[] chars = ("##" + text + "9").toCharArray();
        return EventTimes.parse(unit, chars, 2, text.length());
    }
}
