package io.klarion.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes, blank ones left out; what is in them is not looked at. A line longer than the limit is cut a
 * few bytes behind it, so that the decoder calls it too large and no line fills the heap.
 */
final class JsonLines implements RecordSource {

    private static final int CHUNK = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /* Kept beyond the limit: the mark, a carriage return, and one byte to be too large. */
    private static final int SLACK = BYTE_ORDER_MARK.length + 2;

    private final InputStream input;
    private final int limit;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;
    private byte[] text = new byte[1024];
    private int length;
    private boolean cut;
    private long line;
    private byte[] value = new byte[0];

    JsonLines(InputStream input, int maxBytes) {
        this.input = input;
        this.limit = (int) Math.min(Integer.MAX_VALUE - 8L, (long) maxBytes + SLACK);
    }

    @Override
    public boolean next() throws IOException {
        while (readLine()) {
            int start = line == 1 && startsWithMark() ? BYTE_ORDER_MARK.length : 0;
            int stop = !cut && length > start && text[length - 1] == '\r' ? length - 1 : length;
            if (cut || !isBlank(start, stop)) {
                value = Arrays.copyOfRange(text, start, stop);
                return true;
            }
        }
        return false;
    }

    @Override
    public byte[] value() {
        return value;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /* Puts the next line, without its end, into text; false at the end of the file. */
    private boolean readLine() throws IOException {
        if (!fill()) {
            return false;
        }
        line++;
        length = 0;
        cut = false;
        while (fill()) {
            int stop = at;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            append(at, stop);
            at = stop;
            if (stop < end) {
                at++;
                return true;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        while (at == end) {
            int read = input.read(chunk, 0, chunk.length);
            if (read < 0) {
                return false;
            }
            at = 0;
            end = read;
        }
        return true;
    }

    private void append(int from, int to) {
        int kept = Math.min(to - from, limit - length);
        if (length + kept > text.length) {
            text = Arrays.copyOf(text, (int) Math.min(limit, Math.max(2L * text.length, length + kept)));
        }
        System.arraycopy(chunk, from, text, length, kept);
        length += kept;
        cut |= kept < to - from;
    }

    private boolean startsWithMark() {
        return length >= BYTE_ORDER_MARK.length
                && Arrays.equals(text, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private boolean isBlank(int start, int stop) {
        for (int i = start; i < stop; i++) {
            if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
