package io.klarion.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a record at once, as a number whose lowest byte is the first of them: one step of arithmetic looks at
 * all eight, without a branch for each that a processor would have to guess. The arithmetic is known as "SIMD within a
 * register"; see D. Lemire, "Quickly parsing eight digits", 2022.
 */
final class EightBytes {

    /** How many bytes are taken at once. */
    static final int COUNT = Long.BYTES;

    /** As many bytes are looked at together where what ends them is searched for. */
    static final int WIDE = 3 * COUNT;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long ZEROS = '0' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;
    /* A digit's value, 0 to 9, plus this stays below the high bit; one more does not. */
    private static final long ABOVE_NINE = (0x80 - 10) * ONES;
    private static final long PAIRS = 0x00FF00FF00FF00FFL;
    private static final long FOURS = 0x0000FFFF0000FFFFL;
    /* Times this, bit 8i becomes bit 56 + i. */
    private static final long SIDE_BY_SIDE = 0x0102040810204080L;

    private EightBytes() {}

    /** The eight bytes from {@code place} on, which must be there. */
    static long at(byte[] data, int place) {
        return (long) WORDS.get(data, place);
    }

    /** The eight bytes from {@code place} on, or as many as there are before {@code end}, and zeros behind them. */
    static long upTo(byte[] data, int place, int end) {
        return place + COUNT <= end ? at(data, place) : at(data, place, end - place);
    }

    /** The first {@code count} bytes from {@code place} on, at most eight, and zeros behind them. */
    static long at(byte[] data, int place, int count) {
        if (place + COUNT <= data.length) {
            return at(data, place) & mask(count);
        }
        long bytes = 0;
        for (int i = count - 1; i >= 0; i--) {
            bytes = (bytes << Byte.SIZE) | (data[place + i] & 0xFF);
        }
        return bytes;
    }

    /** Ones where the first {@code count} bytes stand, 0 to 8. */
    static long mask(int count) {
        return count == COUNT ? -1 : (1L << (count * Byte.SIZE)) - 1;
    }

    /** Byte {@code index}, 0 to 7, from 0 to 255. */
    static int byteAt(long bytes, int index) {
        return (int) (bytes >>> (index * Byte.SIZE)) & 0xFF;
    }

    /** Whether all are ASCII. */
    static boolean areAscii(long bytes) {
        return (bytes & HIGH_BITS) == 0;
    }

    /** Whether all are digits. */
    static boolean areDigits(long bytes) {
        return (others(bytes) & HIGH_BITS) == 0;
    }

    /** How many of the first are digits. */
    static int digits(long bytes) {
        return firstOf(others(bytes));
    }

    /** Which of the {@link #WIDE} bytes from {@code place} on, which must be there, are no digits: the lowest bit tells of the first. */
    static int notDigits(byte[] data, int place) {
        return highBits(others(at(data, place)))
                | (highBits(others(at(data, place + COUNT))) << COUNT)
                | (highBits(others(at(data, place + 2 * COUNT))) << (2 * COUNT));
    }

    /* The high bits of all eight bytes, side by side. */
    private static int highBits(long bytes) {
        return (int) ((((bytes & HIGH_BITS) >>> (Byte.SIZE - 1)) * SIDE_BY_SIDE) >>> (Long.SIZE - Byte.SIZE));
    }

    /* The high bit where there is no digit. */
    private static long others(long bytes) {
        long values = bytes ^ ZEROS;
        return ((values & LOW_BITS) + ABOVE_NINE) | values;
    }

    /** The number that the first {@code count} bytes write, all of them digits; 0 for none. */
    static long number(long bytes, int count) {
        /* Twice by half: a shift by all 64 bits would be none. */
        int half = (COUNT - count) * (Byte.SIZE / 2);
        return number((bytes ^ ZEROS) << half << half);
    }

    /** The number of eight digits that begins with the first {@code count} bytes, all of them digits, and goes on with zeros; of all eight where there are more. */
    static long padded(long bytes, int count) {
        return number((bytes ^ ZEROS) & (count < COUNT ? (1L << (count * Byte.SIZE)) - 1 : -1));
    }

    /* Of the values of eight digits: pairs, fours, and all. */
    private static long number(long digits) {
        long pairs = (digits * 10 + (digits >>> 8)) & PAIRS;
        long fours = (pairs * 100 + (pairs >>> 16)) & FOURS;
        return (fours * 10_000 + (fours >>> 32)) & 0xFFFFFFFFL;
    }

    /** Whether all may stand in a JSON text as they are: no quotation mark, backslash or control character. */
    static boolean arePlain(long bytes) {
        return (special(bytes) & HIGH_BITS) == 0;
    }

    /** How many of the first may stand in a JSON text as they are. */
    static int plain(long bytes) {
        return firstOf(special(bytes));
    }

    /* The high bit where a byte is special; borrows of the subtractions only reach bytes behind one that is. */
    private static long special(long bytes) {
        long quotes = bytes ^ QUOTES;
        long backslashes = bytes ^ BACKSLASHES;
        return ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes) | ((bytes - BLANKS) & ~bytes);
    }

    /* How many bytes come before the first whose high bit is set. */
    private static int firstOf(long marks) {
        return Long.numberOfTrailingZeros(marks & HIGH_BITS) >>> 3;
    }
}
