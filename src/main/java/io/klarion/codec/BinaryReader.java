package io.klarion.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/**
 * Reads what {@link BinaryWriter} writes, and nothing else: every value has one form, so bytes that are damaged are
 * seldom read as another value. Trusts no length: what does not fit the bytes at hand is refused.
 */
final class BinaryReader {

    private static final int MORE = 0x80;
    private static final int GROUP = 0x7f;
    private static final int GROUP_BITS = 7;
    private static final int LAST_SHIFT = 63;
    /* Bounds on what a few bytes can make us allocate. A record sets a cell of each feature, so that the counts of a
     * pane name one in some hundreds at least; these are wide of that. */
    private static final int MOST_COUNTS = 1 << 24;
    private static final int MOST_COUNTS_A_BYTE = 4096;

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
                if ((group == 0 && shift > 0) || (group > 1 && shift == LAST_SHIFT)) {
                    throw new BinaryFormatException(
                            "must have numbers in their shortest form, was longer at byte " + in.position());
                }
                return number;
            }
        }
        throw new BinaryFormatException("must have numbers of at most ten bytes, was longer at byte " + in.position());
    }

    long signed() {
        long folded = unsigned();
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** A number that means yes or no. */
    boolean flag() {
        long number = unsigned();
        if (number < 0 || number > 1) {
            throw new BinaryFormatException("must have 0 or 1 here, was " + number);
        }
        return number == 1;
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

    /** A floating-point number, in its eight bytes. */
    double decimal() {
        if (in.remaining() < Double.BYTES) {
            throw new BinaryFormatException("must be whole, was cut off at byte " + in.position());
        }
        return in.getDouble();
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
        boolean sparse = flag();
        long most = sparse ? Math.min(MOST_COUNTS, (long) MOST_COUNTS_A_BYTE * in.remaining()) : in.remaining();
        if (cells < 0 || cells > most) {
            throw new BinaryFormatException("must have counts that fit, was " + cells);
        }
        long[] counts = new long[(int) cells];
        int used = sparse ? sparse(counts) : dense(counts);
        if (sparse != BinaryWriter.isSparse(used, counts.length)) {
            throw new BinaryFormatException(
                    "must have counts in their shorter form, was the other for " + used + " of " + cells);
        }
        return counts;
    }

    private int dense(long[] counts) {
        int used = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = unsigned();
            used += counts[i] == 0 ? 0 : 1;
        }
        return used;
    }

    private int sparse(long[] counts) {
        int used = size(2);
        long at = 0;
        for (int i = 0; i < used; i++) {
            long gap = unsigned();
            if (gap < 0 || gap >= counts.length - at) {
                throw new BinaryFormatException("must have cells below " + counts.length + ", was a gap of " + gap);
            }
            at += gap;
            counts[(int) at] = unsigned();
            if (counts[(int) at++] == 0) {
                throw new BinaryFormatException("must leave out what is not there, was a count of 0");
            }
        }
        return used;
    }

    /** Puts an entry of a map into it; they come in the order of their keys. */
    static <K extends Comparable<K>, V> void put(SortedMap<K, V> map, K key, V value) {
        if (!map.isEmpty() && key.compareTo(map.lastKey()) <= 0) {
            throw new BinaryFormatException("must have entries in order, was " + key + " after " + map.lastKey());
        }
        map.put(key, value);
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
