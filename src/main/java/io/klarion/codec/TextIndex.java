package io.klarion.codec;

import java.util.Arrays;

/**
 * Texts by the order in which they were added, found from characters in a buffer without making a {@link String}
 * of them: an open-addressing table with linear probing, never more than half full.
 */
final class TextIndex {

    private static final int FNV_BASIS = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;
    private static final char[] NO_CHARACTERS = {};

    private final int capacity;
    private final String[] texts;
    private final char[][] characters;
    private final int[] hashes;
    /* Slot → position + 1; 0 is free. */
    private final int[] slots;
    private int size;

    /** An empty table for at most {@code capacity} texts. */
    TextIndex(int capacity) {
        this.capacity = capacity;
        this.texts = new String[capacity];
        this.characters = new char[capacity][];
        this.hashes = new int[capacity];
        this.slots = new int[Integer.highestOneBit(Math.max(1, capacity)) * 4];
    }

    /** The position of these characters, from 0; −1 when they were not added. */
    int find(char[] chars, int offset, int length) {
        int hash = hash(chars, offset, length);
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int position = slots[slot] - 1;
            if (hashes[position] == hash && isAt(characters[position], chars, offset, length)) {
                return position;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    /** Like {@link #find(char[], int, int)}. */
    int find(String text) {
        return find(text.toCharArray(), 0, text.length());
    }

    /** The text at {@code position}. */
    String text(int position) {
        return texts[position];
    }

    /** Adds a text that is not there yet; its position is the number of texts before it. */
    void add(String text) {
        int hash = hash(text.toCharArray(), 0, text.length());
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        texts[size] = text;
        characters[size] = text.toCharArray();
        hashes[size] = hash;
        size++;
        slots[slot] = size;
    }

    boolean isFull() {
        return size == capacity;
    }

    /** Forgets all texts. */
    void clear() {
        Arrays.fill(slots, 0);
        Arrays.fill(texts, "");
        Arrays.fill(characters, NO_CHARACTERS);
        size = 0;
    }

    /* FNV-1a over UTF-16 units, with the high bits folded in since slots are taken from the low ones. */
    private static int hash(char[] chars, int offset, int length) {
        int hash = FNV_BASIS;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ chars[i]) * FNV_PRIME;
        }
        return hash ^ (hash >>> 16);
    }

    /* A loop: for texts of some ten characters it is faster than what the library has for long ones. */
    private static boolean isAt(char[] text, char[] chars, int offset, int length) {
        if (text.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[i] != chars[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
