package io.klarion.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Values as nearly all records have them, read straight into the cell they belong in: numbers of usual length, texts
 * without escapes, booleans. What else there may be, {@link RecordScanner} reads. Single-threaded.
 */
final class PlainValues {

    private static final int UNSURE = JsonSkip.UNSURE;

    /* No number read here is longer, with what is looked at behind it. */
    private static final int LONGEST_NUMBER = 4 * EightBytes.COUNT;
    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};
    private static final double HALF = 0.5;

    private static final String TRUE = "true";
    private static final String FALSE = "false";
    private static final long TRUE_BYTES = word(TRUE);
    private static final long FALSE_BYTES = word(FALSE);

    private final RecordFields fields;
    private final JsonSkip skip;
    private final int maxText;
    private byte[] data = {};
    private int limit;

    PlainValues(DecodeLimits limits, JsonSkip skip, RecordFields fields) {
        this.maxText = limits.maxTextLength();
        this.skip = skip;
        this.fields = fields;
    }

    private static long word(String text) {
        return EightBytes.at(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    /** From now on reads values of a record that ends at {@code end}. */
    void use(byte[] record, int end) {
        data = record;
        limit = end;
    }

    /** Reads a value for what it is used for; returns the place behind it, −1 when that is not done here. */
    int read(int from, @Nullable FieldTarget target) {
        if (target instanceof FieldTarget.Numeric numeric) {
            return from + LONGEST_NUMBER <= limit ? skip.within(from, number(from, numeric)) : UNSURE;
        }
        if (target instanceof FieldTarget.Categorical categorical) {
            return text(from, categorical);
        }
        return target instanceof FieldTarget.Bool bool ? bool(from, bool) : UNSURE;
    }

    /* Up to seven digits, a point and up to sixteen further ones. */
    private int number(int from, FieldTarget.Numeric target) {
        boolean isNegative = data[from] == '-';
        int start = isNegative ? from + 1 : from;
        long bytes = EightBytes.at(data, start);
        int whole = EightBytes.digits(bytes);
        if (whole == 0 || whole == EightBytes.COUNT || (whole > 1 && data[start] == '0')) {
            return UNSURE;
        }
        int end = start + whole;
        if (data[end] == '.') {
            return decimals(start, whole, isNegative, target);
        }
        double value = EightBytes.number(bytes, whole);
        return take(target, isNegative ? -value : value, 0, end);
    }

    /*
     * What is behind the point moves up, so that eight digits are one number, and tell the cell of nearly any. Further ones
     * only need to be digits: the number lies less than a unit of the eighth above, so half a unit from the middle;
     * the other half is far more than rounding can add.
     */
    private int decimals(int start, int whole, boolean isNegative, FieldTarget.Numeric target) {
        long mask = EightBytes.mask(whole);
        long digits = (EightBytes.at(data, start) & mask) | (EightBytes.at(data, start + 1) & ~mask);
        int count = EightBytes.digits(digits);
        double unit = POWERS[count - whole];
        double value = EightBytes.number(digits, count);
        double slack = 0;
        int end = start + 1 + count;
        if (count == EightBytes.COUNT) {
            int more = EightBytes.digits(EightBytes.at(data, end));
            /* A product and no branch: whether there are more than eight is what a processor cannot guess. */
            end += more + more / EightBytes.COUNT * EightBytes.digits(EightBytes.at(data, end + EightBytes.COUNT));
            value += HALF;
            slack = 1 / unit;
        }
        value /= unit;
        return count == whole ? UNSURE : take(target, isNegative ? -value : value, slack, end);
    }

    private int take(FieldTarget.Numeric target, double value, double slack, int end) {
        int next = data[end];
        boolean isEnd = next == ',' || next == '}' || next <= ' ';
        return isEnd ? take(target.position(), target.binning().cellAround(value, slack), end) : UNSURE;
    }

    private int text(int from, FieldTarget.Categorical target) {
        int end = skip.at(from) == '"' ? skip.plain(from + 1) : from;
        if (skip.at(end) != '"' || end - from > maxText) {
            return UNSURE;
        }
        return take(target.position(), target.categories().bytes().find(data, from + 1, end), end + 1);
    }

    private int bool(int from, FieldTarget.Bool target) {
        long bytes = EightBytes.upTo(data, from, limit);
        if ((bytes & EightBytes.mask(TRUE.length())) == TRUE_BYTES) {
            return take(target.position(), target.trueCell(), from + TRUE.length());
        }
        boolean isFalse = (bytes & EightBytes.mask(FALSE.length())) == FALSE_BYTES;
        return isFalse ? take(target.position(), target.falseCell(), from + FALSE.length()) : UNSURE;
    }

    /* Puts a value where it belongs, unless its cell is not known, −1. */
    private int take(int position, int cell, int end) {
        if (cell < 0) {
            return UNSURE;
        }
        fields.cells[position] = cell;
        return end;
    }
}
