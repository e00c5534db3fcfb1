package io.klarion.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names in one kind of object, as bytes, and which one came after which last time: records of a topic mostly have
 * the same fields in the same order. Learns names that are not read, too, up to a bound. Single-threaded.
 */
final class NameTable {

    /** What stands for a name that is not in the table, and before the first name. */
    static final int NONE = -1;

    private static final int LEARNED = 1024;
    private static final int FNV_BASIS = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private final byte[][] names;
    private final @Nullable PathNode[] children;
    /* By the name before, one up: who came after it. */
    private final int[] next;
    private final int[] slots;
    private int size;

    /** The names of the fields of {@code node} that are read. */
    NameTable(PathNode node) {
        List<String> read = node.childNames();
        int capacity = read.size() + LEARNED;
        names = new byte[capacity][];
        children = new PathNode[capacity];
        next = new int[capacity + 1];
        slots = new int[Integer.highestOneBit(capacity) * 4];
        Arrays.fill(next, NONE);
        for (String name : read) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            add(bytes, 0, bytes.length, node.child(name));
        }
    }

    /** The name expected after the name {@code before}; {@link #NONE} for no idea. */
    int after(int before) {
        return next[before + 1];
    }

    /** Whether name {@code number} stands here, and a quotation mark behind it. */
    boolean matches(int number, byte[] data, int from) {
        byte[] name = names[number];
        int end = from + name.length;
        return end < data.length && data[end] == '"' && Arrays.equals(name, 0, name.length, data, from, end);
    }

    /** The number of bytes of a name. */
    int length(int number) {
        return names[number].length;
    }

    /** Where what stands under this name belongs; null for nowhere. */
    @Nullable
    PathNode child(int number) {
        return number == NONE ? null : children[number];
    }

    /** Finds the name of these bytes, after {@code before}, and learns it; {@link #NONE} when the table is full. */
    int find(byte[] data, int from, int to, int before) {
        int slot = slot(data, from, to);
        int found = slots[slot] - 1;
        if (found < 0 && size < names.length) {
            found = add(data, from, to, null);
        }
        next[before + 1] = found;
        return found;
    }

    private int add(byte[] data, int from, int to, @Nullable PathNode child) {
        names[size] = Arrays.copyOfRange(data, from, to);
        children[size] = child;
        slots[slot(data, from, to)] = size + 1;
        return size++;
    }

    /* The slot of the name, or the free one where it belongs. */
    private int slot(byte[] data, int from, int to) {
        int hash = FNV_BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ data[i]) * FNV_PRIME;
        }
        int slot = (hash ^ hash >>> 16) & slots.length - 1;
        while (slots[slot] != 0) {
            byte[] name = names[slots[slot] - 1];
            if (Arrays.equals(name, 0, name.length, data, from, to)) {
                break;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }
}
