package io.klarion.codec;

/**
 * Numbers of seconds, milliseconds, microseconds or nanoseconds since 1970, exactly: digits are moved, not multiplied.
 *
 * <p>Reads the numbers of JSON, leading zeros allowed: {@code 1767225600}, {@code 1767225600.25}, {@code 1.7672256e9}.
 */
final class DecimalTime {

    private static final int MAX_EXPONENT = 10_000;
    private static final int MAX_DIGITS = 18;

    private final char[] chars;
    private final int end;
    private int at;

    private DecimalTime(char[] chars, int offset, int length) {
        this.chars = chars;
        this.at = offset;
        this.end = offset + length;
    }

    /**
     * The number × 10<sup>{@code shift}</sup> without its fraction; {@link RecordFields#TIME_UNREADABLE} when it is
     * no number, is negative or has more than {@value #MAX_DIGITS} digits.
     */
    static long parse(char[] chars, int offset, int length, int shift) {
        return new DecimalTime(chars, offset, length).parse(shift);
    }

    private long parse(int shift) {
        boolean negative = skip('-');
        int start = at;
        int whole = digits();
        int fraction = 0;
        if (skip('.')) {
            fraction = digits();
            if (fraction == 0) {
                return RecordFields.TIME_UNREADABLE;
            }
        }
        int digitsEnd = at;
        int exponent = exponent();
        if (whole == 0 || at != end) {
            return RecordFields.TIME_UNREADABLE;
        }
        if (negative && !isZero(start, digitsEnd)) {
            return RecordFields.TIME_UNREADABLE;
        }
        return take(start, digitsEnd, whole + exponent + shift);
    }

    /* The first `places` digits from `start`, filled up with zeros. */
    private long take(int start, int digitsEnd, int places) {
        long value = 0;
        int left = places;
        int significant = 0;
        for (int i = start; left > 0 && i < digitsEnd; i++) {
            if (chars[i] == '.') {
                continue;
            }
            value = value * 10 + (chars[i] - '0');
            significant += value > 0 ? 1 : 0;
            left--;
            if (significant > MAX_DIGITS) {
                return RecordFields.TIME_UNREADABLE;
            }
        }
        if (value > 0 && left > 0) {
            return left + significant > MAX_DIGITS ? RecordFields.TIME_UNREADABLE : value * powerOfTen(left);
        }
        return value;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private boolean isZero(int start, int digitsEnd) {
        for (int i = start; i < digitsEnd; i++) {
            if (chars[i] >= '1' && chars[i] <= '9') {
                return false;
            }
        }
        return true;
    }

    /* The exponent, held within ±MAX_EXPONENT; 0 without one. Leaves `at` before the end when it is malformed. */
    private int exponent() {
        if (!skip('e') && !skip('E')) {
            return 0;
        }
        boolean negative = skip('-');
        if (!negative) {
            skip('+');
        }
        int start = at;
        int exponent = 0;
        while (at < end && isDigit(chars[at])) {
            exponent = Math.min(MAX_EXPONENT, exponent * 10 + (chars[at] - '0'));
            at++;
        }
        if (at == start) {
            at = -1;
        }
        return negative ? -exponent : exponent;
    }

    private int digits() {
        int start = at;
        while (at < end && isDigit(chars[at])) {
            at++;
        }
        return at - start;
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
