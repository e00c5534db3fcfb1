package io.klarion.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names in one kind of object, found by their bytes; which one comes after which, they know themselves: records of a
 * topic mostly have the same fields in the same order. Learns names that are not read, too, up to a bound.
 * Single-threaded.
 */
final class NameTable {

    private static final int LEARNED = 1024;
    private static final int FNV_BASIS = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private final FieldName unknown = new FieldName(new byte[0], null);
    private final @Nullable FieldName[] slots;
    private int free;

    /** The names of the fields of {@code node} that are read. */
    NameTable(PathNode node) {
        List<String> read = node.childNames();
        free = read.size() + LEARNED;
        slots = new FieldName[Integer.highestOneBit(free) * 4];
        for (String name : read) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            add(slot(bytes, 0, bytes.length), bytes, node.child(name));
        }
    }

    /** What stands for names that are not in the table, and before the first name. */
    FieldName unknown() {
        return unknown;
    }

    /** Finds the name of these bytes, after {@code before}, and learns it; {@link #unknown} when the table is full. */
    FieldName find(byte[] data, int from, int to, FieldName before) {
        int slot = slot(data, from, to);
        FieldName found = slots[slot];
        if (found == null && free > 0) {
            found = add(slot, Arrays.copyOfRange(data, from, to), null);
        }
        before.next = found;
        return found == null ? unknown : found;
    }

    private FieldName add(int slot, byte[] name, @Nullable PathNode child) {
        FieldName added = new FieldName(name, child);
        slots[slot] = added;
        free--;
        return added;
    }

    /* The slot of the name, or the free one where it belongs. */
    private int slot(byte[] data, int from, int to) {
        int hash = FNV_BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ data[i]) * FNV_PRIME;
        }
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        while (slots[slot] != null && !slots[slot].is(data, from, to)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
