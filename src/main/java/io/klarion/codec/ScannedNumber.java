package io.klarion.codec;

/**
 * A number as a {@link RecordScanner} finds it: its digits as a whole number, and how many of them stand behind the point.
 * Single-threaded, reused.
 */
final class ScannedNumber {

    /* As many decimal digits always fit into a long. */
    private static final int MOST_DIGITS = 18;

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private static final int NONE = -1;

    private long digits;
    private int decimals;
    private boolean isNegative;

    /** The number without point and sign; −1 when it has too many digits or could not be read. */
    long digits() {
        return digits;
    }

    /** How many of the digits stand behind the point. */
    int decimals() {
        return decimals;
    }

    /** Whether there is a sign. */
    boolean isNegative() {
        return isNegative;
    }

    /** Reads a number before {@code limit}; returns the place behind it, {@link JsonSkip#UNSURE} when it is none or has an exponent. */
    int read(byte[] data, int from, int limit) {
        isNegative = data[from] == '-';
        int start = isNegative ? from + 1 : from;
        int point = NONE;
        int at = start;
        long all = 0;
        while (true) {
            long bytes = EightBytes.upTo(data, at, limit);
            int count = EightBytes.digits(bytes);
            all = all * POWERS[count] + EightBytes.number(bytes, count);
            at += count;
            if (count < EightBytes.COUNT) {
                int next = EightBytes.byteAt(bytes, count);
                if (next != '.' || point != NONE) {
                    digits = all;
                    return next != 'e' && next != 'E' && isNumber(data, start, point, at) ? at : unread();
                }
                point = at++;
            }
        }
    }

    private boolean isNumber(byte[] data, int start, int point, int end) {
        int whole = (point == NONE ? end : point) - start;
        decimals = point == NONE ? 0 : end - point - 1;
        if (whole + decimals > MOST_DIGITS && significant(data, start, end) > MOST_DIGITS) {
            digits = NONE;
        }
        return whole > 0 && (whole == 1 || data[start] != '0') && (point == NONE || decimals > 0);
    }

    /* How many digits there are from the first that is no zero. */
    private int significant(byte[] data, int start, int end) {
        int at = start;
        int zeros = 0;
        while (at < end && (data[at] == '0' || data[at] == '.')) {
            zeros += data[at] == '0' ? 1 : 0;
            at++;
        }
        return decimals + (decimals > 0 ? end - start - decimals - 1 : end - start) - zeros;
    }

    private int unread() {
        digits = NONE;
        return JsonSkip.UNSURE;
    }
}
