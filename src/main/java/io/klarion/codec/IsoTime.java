package io.klarion.codec;

import java.time.LocalDate;
import java.time.chrono.IsoChronology;

/**
 * ISO 8601 times as data has them, read without making a {@link String}: {@code 2026-01-01T00:00:00Z}.
 *
 * <p>The date may stand alone (midnight UTC); {@code T} may be a blank; seconds and any fraction of them are
 * optional; the offset is {@code Z}, {@code +01}, {@code +0100} or {@code +01:00}, and UTC when there is none.
 */
final class IsoTime {

    private static final long MALFORMED = RecordFields.TIME_UNREADABLE;
    private static final int MINUTES_A_DAY = 1440;

    private final char[] chars;
    private final int end;
    private int at;
    private boolean failed;

    private IsoTime(char[] chars, int offset, int length) {
        this.chars = chars;
        this.at = offset;
        this.end = offset + length;
    }

    /** Epoch milliseconds; {@link RecordFields#TIME_UNREADABLE} when the characters are no such time. */
    static long parse(char[] chars, int offset, int length) {
        return new IsoTime(chars, offset, length).parse();
    }

    private long parse() {
        long days = days();
        if (at == end && !failed) {
            return days * MINUTES_A_DAY * 60_000L;
        }
        failed |= !(skip('T') || skip('t') || skip(' '));
        int hour = number(2, 0, 23);
        expect(':');
        int minute = number(2, 0, 59);
        long millis = skip(':') ? number(2, 0, 59) * 1000L + fraction() : 0;
        int offset = offsetMinutes();
        if (failed || at != end) {
            return MALFORMED;
        }
        return (days * MINUTES_A_DAY + hour * 60L + minute - offset) * 60_000L + millis;
    }

    private long days() {
        int year = number(4, 0, 9999);
        expect('-');
        int month = number(2, 1, 12);
        expect('-');
        int day = number(2, 1, 31);
        if (failed || day > daysOf(year, month)) {
            failed = true;
            return 0;
        }
        return LocalDate.of(year, month, day).toEpochDay();
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> IsoChronology.INSTANCE.isLeapYear(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /* Milliseconds of a fraction of a second; further digits are cut off. */
    private int fraction() {
        if (!skip('.')) {
            return 0;
        }
        int millis = 0;
        int digits = 0;
        for (; at < end && isDigit(chars[at]); at++, digits++) {
            if (digits < 3) {
                millis = millis * 10 + (chars[at] - '0');
            }
        }
        failed |= digits == 0;
        for (; digits < 3; digits++) {
            millis *= 10;
        }
        return millis;
    }

    private int offsetMinutes() {
        if (at == end || skip('Z') || skip('z')) {
            return 0;
        }
        boolean west = skip('-');
        if (!west) {
            expect('+');
        }
        int minutes = 60 * number(2, 0, 18);
        if (at < end) {
            skip(':');
            minutes += number(2, 0, 59);
        }
        return west ? -minutes : minutes;
    }

    private int number(int digits, int min, int max) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            if (at >= end || !isDigit(chars[at])) {
                failed = true;
                return 0;
            }
            value = value * 10 + (chars[at++] - '0');
        }
        failed |= value < min || value > max;
        return value;
    }

    private void expect(char c) {
        failed |= !skip(c);
    }

    private boolean skip(char c) {
        if (at < end && chars[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
