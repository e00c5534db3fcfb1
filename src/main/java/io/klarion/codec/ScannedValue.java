package io.klarion.codec;

import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonToken;

/** The value that a {@link RecordScanner} stands on: some bytes of a record that is UTF-8. Single-threaded, reused. */
final class ScannedValue implements FieldValue {

    /* Powers of ten that are doubles without error. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;
    /* Three roundings of at most 1.2e-16 each lie between a quotient and the double nearest to the number. */
    private static final double SLACK = 1e-15;

    private byte[] data = {};
    private int limit;
    private int from;
    private int to;
    private JsonToken token = JsonToken.NOT_AVAILABLE;
    private final ScannedNumber number = new ScannedNumber();
    private char[] characters = new char[64];
    private int count;

    /** From now on stands on values of this record, which ends at {@code end}. */
    void use(byte[] record, int end) {
        data = record;
        limit = end;
    }

    /** Stands on what is no number. */
    void set(JsonToken kind, int start, int end) {
        token = kind;
        from = start;
        to = end;
    }

    /** Stands on a number; returns the place behind it, {@link JsonSkip#UNSURE} when it is none. */
    int setNumber(int start, JsonSkip skip) {
        int plain = number.read(data, start, limit);
        int end = plain >= 0 ? skip.within(start, plain) : skip.number(start);
        set(JsonToken.VALUE_NUMBER_FLOAT, start, end);
        return end;
    }

    @Override
    public JsonToken token() {
        return token;
    }

    /*
     * Most numbers need not be known to their last bit: a quotient that is off by a few of them lies in the same cell,
     * unless an edge is as near.
     */
    @Override
    public int cellIn(NumericBinning binning) {
        long digits = number.digits();
        if (digits >= 0 && number.decimals() < POWERS.length) {
            double magnitude = digits / POWERS[number.decimals()];
            double value = number.isNegative() ? -magnitude : magnitude;
            int cell = digits <= EXACT ? binning.cellOf(value) : binning.cellAround(value, magnitude * SLACK);
            if (cell >= 0) {
                return cell;
            }
        }
        return binning.cellOf(Double.parseDouble(new String(data, from, to - from, StandardCharsets.ISO_8859_1)));
    }

    @Override
    public int indexIn(CategoryTexts texts) {
        return texts.bytes().find(data, from, to);
    }

    @Override
    public long timeIn(Unit unit) {
        boolean isWhole = token.isNumeric() && number.digits() >= 0 && number.decimals() == 0 && !number.isNegative();
        return isWhole ? EventTimes.of(unit, number.digits()) : EventTimes.parse(unit, chars(), offset(), length());
    }

    @Override
    public char[] chars() {
        if (characters.length < to - from) {
            characters = new char[Math.max(to - from, 2 * characters.length)];
        }
        int n = 0;
        for (int at = from; at < to; ) {
            int first = data[at];
            if (first >= 0) {
                characters[n++] = (char) first;
                at++;
            } else {
                int bytes = first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
                n += Character.toChars(codePoint(at, bytes), characters, n);
                at += bytes;
            }
        }
        count = n;
        return characters;
    }

    private int codePoint(int at, int bytes) {
        int point = data[at] & (0xFF >> (bytes + 1));
        for (int i = 1; i < bytes; i++) {
            point = (point << 6) | (data[at + i] & 0x3F);
        }
        return point;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return count;
    }
}
