package io.klarion.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Texts by their order, found from their UTF-8 bytes in a record: an open-addressing table with linear probing. A text
 * is told by its length, its first and its last eight bytes, and where it is longer than both by what stands between. Where
 * there are few texts each mostly has a slot of its own, so that a processor need not guess how long to look.
 * Immutable.
 */
final class Utf8Index {

    private static final int FEW = 128;
    private static final int SLOTS_OF_FEW = 16;
    private static final int SLOTS_OF_MANY = 4;
    private static final int TRIALS = 64;
    private static final int APART = 29;
    private static final int KEYS = 3;
    private static final long MIDDLE = 0x9E3779B97F4A7C15L;

    private final byte[][] texts;
    /* Of each text its first and last eight bytes and its length, side by side as they are looked at together. */
    private final long[] keys;
    /* Slot → position + 1; 0 is free. */
    private final int[] slots;
    private final int shift;
    private long multiplier;

    /** The index of these texts, all different. */
    Utf8Index(List<String> all) {
        texts = new byte[all.size()][];
        keys = new long[KEYS * all.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = all.get(i).getBytes(StandardCharsets.UTF_8);
            keys[KEYS * i] = first(texts[i], 0, texts[i].length);
            keys[KEYS * i + 1] = last(texts[i], 0, texts[i].length);
            keys[KEYS * i + 2] = texts[i].length;
        }
        boolean isFew = texts.length <= FEW;
        slots = new int[Integer.highestOneBit(Math.max(1, texts.length)) * (isFew ? SLOTS_OF_FEW : SLOTS_OF_MANY)];
        shift = Long.numberOfLeadingZeros(slots.length) + 1;
        SplittableRandom random = new SplittableRandom(1);
        int trials = isFew ? TRIALS : 1;
        do {
            multiplier = random.nextLong() | 1;
            trials--;
        } while (!fill(all) && trials > 0);
    }

    /* Returns whether each text has a slot of its own. */
    private boolean fill(List<String> all) {
        Arrays.fill(slots, 0);
        boolean areApart = true;
        for (int i = 0; i < texts.length; i++) {
            int slot = slot(texts[i], 0, texts[i].length, keys[KEYS * i], keys[KEYS * i + 1]);
            areApart &= slots[slot] == 0;
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            /* Half a surrogate pair is in no UTF-8, so such a text is never found. */
            boolean isUtf8 = all.get(i).equals(new String(texts[i], StandardCharsets.UTF_8));
            slots[slot] = isUtf8 ? i + 1 : 0;
        }
        return areApart;
    }

    /** The position of the text of these bytes, from 0; −1 when there is none. */
    int find(byte[] data, int from, int to) {
        int length = to - from;
        long head = first(data, from, length);
        long tail = last(data, from, length);
        int slot = slot(data, from, length, head, tail);
        while (slots[slot] != 0) {
            int position = slots[slot] - 1;
            int key = KEYS * position;
            if (((keys[key] ^ head) | (keys[key + 1] ^ tail) | (keys[key + 2] ^ length)) == 0
                    && (length <= 2 * EightBytes.COUNT || Arrays.equals(texts[position], 0, length, data, from, to))) {
                return position;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    private static long first(byte[] data, int from, int length) {
        return EightBytes.at(data, from, Math.min(length, EightBytes.COUNT));
    }

    private static long last(byte[] data, int from, int length) {
        int count = Math.min(length, EightBytes.COUNT);
        return EightBytes.at(data, from + length - count, count);
    }

    private int slot(byte[] data, int from, int length, long head, long tail) {
        long sum = head + Long.rotateLeft(tail, APART) + length;
        int end = from + length - EightBytes.COUNT;
        for (int at = from + EightBytes.COUNT; at < end; at += EightBytes.COUNT) {
            sum = Long.rotateLeft(sum * MIDDLE, APART) + EightBytes.at(data, at);
        }
        return (int) ((sum * multiplier) >>> shift);
    }
}
