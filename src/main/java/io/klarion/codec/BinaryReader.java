package io.klarion.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link BinaryWriter} writes. Trusts no length: what does not fit the bytes at hand is refused. */
final class BinaryReader {

    private static final int MORE = 0x80;
    private static final int GROUP = 0x7f;
    private static final int GROUP_BITS = 7;
    /* The widest sparse counts: a bound on what a few bytes can make us allocate. */
    private static final int MOST_COUNTS = 1 << 24;

    private final ByteBuffer in;
    private final int kind;

    /**
     * Begins to read.
     *
     * @throws BinaryFormatException when the version is another than {@code version}
     */
    BinaryReader(byte[] bytes, int version) {
        this.in = ByteBuffer.wrap(bytes);
        if (bytes.length < 2) {
            throw new BinaryFormatException("must have a version and a kind, was " + bytes.length + " bytes");
        }
        int found = in.get();
        if (found != version) {
            throw new BinaryFormatException("must be of version " + version + ", was " + found
                    + ": written by another release; see the notes on upgrading");
        }
        this.kind = in.get();
    }

    int kind() {
        return kind;
    }

    /** Begins to read what must be of one kind. */
    static BinaryReader of(byte[] bytes, int version, int kind) {
        BinaryReader reader = new BinaryReader(bytes, version);
        if (reader.kind != kind) {
            throw new BinaryFormatException("must be of kind " + kind + ", was " + reader.kind);
        }
        return reader;
    }

    long unsigned() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += GROUP_BITS) {
            int group = next();
            number |= (long) (group & GROUP) << shift;
            if ((group & MORE) == 0) {
                return number;
            }
        }
        throw new BinaryFormatException("must have numbers of at most ten bytes, was longer at byte " + in.position());
    }

    long signed() {
        long folded = unsigned();
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** A small number that is not negative. */
    int integer() {
        long number = unsigned();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new BinaryFormatException("must have numbers below 2^31 here, was " + number);
        }
        return (int) number;
    }

    /** A number of things that take at least {@code bytesEach} each. */
    int size(int bytesEach) {
        long size = unsigned();
        if (size < 0 || size > in.remaining() / Math.max(1, bytesEach)) {
            throw new BinaryFormatException(
                    "must fit its length, was " + size + " things in " + in.remaining() + " bytes");
        }
        return (int) size;
    }

    String text() {
        int length = size(1);
        ByteBuffer bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new BinaryFormatException("must hold texts in UTF-8, was not at byte " + in.position(), e);
        }
    }

    long[] counts() {
        long cells = unsigned();
        boolean sparse = unsigned() == 1;
        if (cells < 0 || cells > (sparse ? MOST_COUNTS : in.remaining())) {
            throw new BinaryFormatException("must have counts that fit, was " + cells);
        }
        long[] counts = new long[(int) cells];
        if (!sparse) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = unsigned();
            }
            return counts;
        }
        int used = size(2);
        long at = 0;
        for (int i = 0; i < used; i++) {
            long gap = unsigned();
            if (gap < 0 || gap >= cells - at) {
                throw new BinaryFormatException("must have cells below " + cells + ", was a gap of " + gap);
            }
            at += gap;
            counts[(int) at++] = unsigned();
        }
        return counts;
    }

    /** Ends reading; nothing may be left over. */
    void end() {
        if (in.hasRemaining()) {
            throw new BinaryFormatException("must end, was followed by " + in.remaining() + " bytes");
        }
    }

    private int next() {
        if (!in.hasRemaining()) {
            throw new BinaryFormatException("must be whole, was cut off at byte " + in.position());
        }
        return in.get() & 0xff;
    }
}
