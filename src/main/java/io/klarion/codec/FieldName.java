package io.klarion.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of a field in one kind of object as it is written, from its quotation mark to the colon, and which name came
 * after it last time. Single-threaded.
 */
final class FieldName {

    private static final int MARKS = 3;

    private final byte[] written;
    /* The first eight bytes and the last; of a shorter name both are all of it, and the mask leaves out what follows. */
    private final long first;
    private final long last;
    private final long mask;
    private final int tail;
    private final int reach;

    /** Where what stands under this name belongs; null for nowhere. */
    final @Nullable PathNode child;

    /** What a value under this name is used for, when it is for one thing; null for nothing and for several things. */
    final @Nullable FieldTarget target;

    /** The number of the record it was last met in. */
    long met;

    /** The name that is expected after this one; null for no idea. */
    @Nullable
    FieldName next;

    /** A name of these UTF-8 bytes. */
    FieldName(byte[] name, @Nullable PathNode child) {
        this.child = child;
        this.target = child == null ? null : child.soleTarget();
        this.written = new byte[name.length + MARKS];
        System.arraycopy(name, 0, written, 1, name.length);
        written[0] = '"';
        written[name.length + 1] = '"';
        written[name.length + 2] = ':';
        int count = Math.min(EightBytes.COUNT, written.length);
        this.mask = EightBytes.mask(count);
        this.tail = written.length - count;
        this.reach = Math.max(EightBytes.COUNT, written.length);
        this.first = EightBytes.at(written, 0, count);
        this.last = EightBytes.at(written, tail, count);
    }

    /** How many bytes are written. */
    int length() {
        return written.length;
    }

    /** Whether it is written here; false, too, when so near the end of the record that eight bytes are not to be had. */
    boolean stands(byte[] data, int from, int end) {
        return from + reach <= end
                && (EightBytes.at(data, from) & mask) == first
                && (EightBytes.at(data, from + tail) & mask) == last
                && (tail <= EightBytes.COUNT || Arrays.equals(written, 0, tail, data, from, from + tail));
    }

    /** Whether these bytes are the name, without marks. */
    boolean is(byte[] data, int from, int to) {
        return Arrays.equals(written, 1, written.length - 2, data, from, to);
    }

    @Override
    public String toString() {
        return new String(written, StandardCharsets.UTF_8);
    }
}
