package io.klarion.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the primitives of the binary forms: numbers as variable-length groups of seven bits (least first, the high
 * bit says that more follow), signed ones folded so that small sizes stay short, texts in UTF-8 after their length.
 */
final class BinaryWriter {

    private static final int MORE = 0x80;
    private static final int GROUP = 0x7f;
    private static final int GROUP_BITS = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    BinaryWriter(int version, int kind) {
        out.write(version);
        out.write(kind);
    }

    /** A number that is seldom negative. */
    BinaryWriter unsigned(long number) {
        long rest = number;
        while ((rest & ~GROUP) != 0) {
            out.write((int) (rest & GROUP) | MORE);
            rest >>>= GROUP_BITS;
        }
        out.write((int) rest);
        return this;
    }

    /** A number of either sign. */
    BinaryWriter signed(long number) {
        return unsigned((number << 1) ^ (number >> (Long.SIZE - 1)));
    }

    /** A floating-point number, in its eight bytes. */
    BinaryWriter decimal(double number) {
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
        return this;
    }

    /** A text. */
    BinaryWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        unsigned(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /**
     * Counts: their number, then either every one, or the gaps and counts of those that are not zero, whichever is
     * shorter.
     */
    BinaryWriter counts(long[] counts) {
        int used = 0;
        for (long count : counts) {
            used += count == 0 ? 0 : 1;
        }
        boolean sparse = isSparse(used, counts.length);
        unsigned(counts.length).unsigned(sparse ? 1 : 0);
        if (!sparse) {
            for (long count : counts) {
                unsigned(count);
            }
            return this;
        }
        unsigned(used);
        int next = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                unsigned(i - next).unsigned(counts[i]);
                next = i + 1;
            }
        }
        return this;
    }

    /** Whether so many counts that are not zero are shorter with their gaps than all of them are. */
    static boolean isSparse(int used, int cells) {
        return 2 * used < cells;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
