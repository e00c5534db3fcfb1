package io.klarion.codec;

import io.klarion.core.protocol.BinnedRecord;

/**
 * Makes the texts of group-by values, the same {@link String} for the same characters as long as there are few
 * different ones. Single-threaded.
 *
 * <p>A value is cut to {@value #MAX_LENGTH} characters; {@link BinnedRecord#SEGMENT_SEPARATOR} is taken out of
 * it, and halves of surrogate pairs are replaced by U+FFFD, so that every text survives joining and UTF-8.
 */
final class SegmentTexts {

    /** The longest text of one group-by value, in characters. */
    static final int MAX_LENGTH = 256;

    private static final int REMEMBERED = 4096;
    private static final char REPLACEMENT = '\uFFFD';

    private final TextIndex known = new TextIndex(REMEMBERED);
    private char[] buffer = new char[MAX_LENGTH];

    /** The text of one group-by value. */
    String of(char[] chars, int offset, int length) {
        int end = offset + length;
        int kept = 0;
        for (int i = offset; i < end && kept < MAX_LENGTH; i++) {
            char c = chars[i];
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(chars[i + 1])) {
                if (kept + 2 > MAX_LENGTH) {
                    break;
                }
                buffer[kept++] = c;
                buffer[kept++] = chars[++i];
            } else if (c != BinnedRecord.SEGMENT_SEPARATOR) {
                buffer[kept++] = Character.isSurrogate(c) ? REPLACEMENT : c;
            }
        }
        return remembered(kept);
    }

    /** The texts from {@code from} to before {@code to}, joined by the separator. */
    String join(String[] texts, int from, int to) {
        int length = Math.max(0, to - from - 1);
        for (int i = from; i < to; i++) {
            length += texts[i].length();
        }
        if (length > buffer.length) {
            buffer = new char[length];
        }
        int at = 0;
        for (int i = from; i < to; i++) {
            if (i > from) {
                buffer[at++] = BinnedRecord.SEGMENT_SEPARATOR;
            }
            texts[i].getChars(0, texts[i].length(), buffer, at);
            at += texts[i].length();
        }
        return remembered(length);
    }

    /* Forgetting all when full keeps hostile values from filling the heap; the texts in use come back at once. */
    private String remembered(int length) {
        int position = known.find(buffer, 0, length);
        if (position >= 0) {
            return known.text(position);
        }
        if (known.isFull()) {
            known.clear();
        }
        String text = new String(buffer, 0, length);
        known.add(text);
        return text;
    }
}
