package io.klarion.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names in one kind of object, found by their bytes; which one comes after which, they know themselves: records of a
 * topic mostly have the same fields in the same order. Learns names that are not read, too, up to a bound; looks no further for
 * one than for any name that is read, or a little, so that names made to share a slot cost no more than others. Single-threaded.
 */
final class NameTable {

    private static final int LEARNED = 1024;
    private static final int PROBES = 16;
    private static final int FNV_BASIS = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private final FieldName unknown = new FieldName(new byte[0], null);
    private final @Nullable FieldName[] slots;
    private int free;
    private int most = PROBES;

    /** The names of the fields of {@code node} that are read. */
    NameTable(PathNode node) {
        List<String> read = node.childNames();
        free = read.size() + LEARNED;
        slots = new FieldName[Integer.highestOneBit(free) * 4];
        for (String name : read) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            /* Half a surrogate pair stands in no record as it is, and what is escaped is left to the parser. */
            if (name.equals(new String(bytes, StandardCharsets.UTF_8))) {
                place(bytes, node.child(name));
            }
        }
    }

    /** What stands for names that are not in the table, and before the first name. */
    FieldName unknown() {
        return unknown;
    }

    /** Finds the name of these bytes, after {@code before}, and learns it; {@link #unknown} when the table is full. */
    FieldName find(byte[] data, int from, int to, FieldName before) {
        FieldName found = null;
        int slot = hash(data, from, to);
        for (int probe = 0; probe < most && found == null; probe++) {
            FieldName here = slots[slot];
            if (here == null) {
                found = free > 0 ? add(slot, new FieldName(Arrays.copyOfRange(data, from, to), null)) : unknown;
            } else if (here.is(data, from, to)) {
                found = here;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        before.next = found == unknown ? null : found;
        return found == null ? unknown : found;
    }

    private FieldName add(int slot, FieldName name) {
        slots[slot] = name;
        free--;
        return name;
    }

    private void place(byte[] name, @Nullable PathNode child) {
        int slot = hash(name, 0, name.length);
        int probes = 1;
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
            probes++;
        }
        most = Math.max(most, probes);
        add(slot, new FieldName(name, child));
    }

    /* Where to look first. */
    private int hash(byte[] data, int from, int to) {
        int hash = FNV_BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ data[i]) * FNV_PRIME;
        }
        return (hash ^ (hash >>> 16)) & (slots.length - 1);
    }
}
