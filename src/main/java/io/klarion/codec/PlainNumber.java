package io.klarion.codec;

import io.klarion.core.distribution.NumericBinning;
import org.jspecify.annotations.Nullable;

/**
 * A number of usual length as it stands in a record: at most 24 bytes, where it is read into a cell seven digits, a point and further ones. Nearly no
 * branches, as what digits there are is what a processor cannot guess. Single-threaded, reused.
 */
final class PlainNumber {

    private static final int UNSURE = JsonSkip.UNSURE;
    private static final int END = 1 << EightBytes.WIDE;
    private static final int MOST_WHOLE = EightBytes.COUNT - 1;
    private static final double HALF = 0.5;
    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};
    /* What the eighth digit is worth, by how many digits stand before the point. */
    private static final double[] UNITS = {1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1};

    private final boolean keepsLimits;
    private byte[] data = {};
    private int lastStart;

    PlainNumber(DecodeLimits limits) {
        /* The parser holds numbers to both. */
        this.keepsLimits = Math.min(limits.maxNumberLength(), limits.maxTextLength()) >= EightBytes.WIDE;
    }

    /** From now on reads numbers of this record, or of the array it lies in. */
    void use(byte[] record) {
        data = record;
        lastStart = keepsLimits ? record.length - EightBytes.WIDE - 1 : UNSURE;
    }

    /**
     * Reads the number that begins at {@code from} into the cell it belongs in; returns the place behind it, {@link JsonSkip#UNSURE} where
     * none of usual length is plain to see, or its cell is not.
     *
     * @param target null to pass over the number
     */
    int read(int from, FieldTarget.@Nullable Numeric target, int[] cells) {
        byte[] bytes = data;
        if (from > lastStart) {
            return UNSURE;
        }
        /* The lowest bit that is set is where the digits end, the next one where those behind a point do. */
        int minus = minus(bytes[from]);
        int others = EightBytes.notDigits(bytes, from) & ~minus;
        int length = Integer.numberOfTrailingZeros(others | END);
        int whole = length - minus;
        int count = whole;
        if (bytes[from + length] == '.') {
            length = Integer.numberOfTrailingZeros((others & (others - 1)) | END);
            count = length - minus - 1;
            whole = count == whole ? 0 : whole;
        }
        if (whole < 1 || (bytes[from + minus] == '0' && whole > 1) || !isEnd(bytes[from + length])) {
            return UNSURE;
        }
        if (target == null) {
            return from + length;
        }
        int cell = cell(bytes, from, minus, whole, count, target.binning());
        if (cell < 0) {
            return UNSURE;
        }
        cells[target.position()] = cell;
        return from + length;
    }

    /* 1 for a minus sign, else 0. */
    private static int minus(byte first) {
        return (((first & 0xFF) ^ '-') - 1) >>> (Integer.SIZE - 1);
    }

    /* It may lie behind the record's end: whoever goes on from there sees no comma and no brace. */
    private static boolean isEnd(byte next) {
        return next == ',' || next == '}' || next <= ' ';
    }

    /* What is behind the point moves up, so that eight digits are one number, and tell the cell of nearly any. */
    private static int cell(byte[] bytes, int from, int minus, int whole, int count, NumericBinning binning) {
        if (whole > MOST_WHOLE) {
            return UNSURE;
        }
        int start = from + minus;
        long mask = EightBytes.mask(whole);
        long digits = (EightBytes.at(bytes, start) & mask) | (EightBytes.at(bytes, start + 1) & ~mask);
        int cell = binning.cellNear(signed(EightBytes.padded(digits, count) * UNITS[whole], minus));
        return cell >= 0 ? cell : precise(digits, minus, whole, count, binning);
    }

    /*
     * Further digits than eight only need to be digits: the number lies less than a unit of the eighth above, so half a
     * unit from the middle; the other half is far more than rounding can add.
     */
    private static int precise(long digits, int minus, int whole, int count, NumericBinning binning) {
        int known = Math.min(count, EightBytes.COUNT);
        boolean isMore = count > known;
        double unit = POWERS[known - whole];
        double value = EightBytes.number(digits, known) + (isMore ? HALF : 0);
        return binning.cellAround(signed(value / unit, minus), isMore ? 1 / unit : 0);
    }

    private static double signed(double value, int minus) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ ((long) minus << (Long.SIZE - 1)));
    }
}
