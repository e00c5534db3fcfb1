package io.klarion.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether bytes are UTF-8. The JSON parser alone lets overlong forms and lone surrogates pass, so that two
 * readers could see two different texts. Single-threaded, reused.
 */
final class Utf8Check {

    private static final int CHUNK = 1024;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer sink = CharBuffer.allocate(CHUNK);

    /** The place of the first byte in a range that is not UTF-8; −1 when all are. */
    int firstInvalid(byte[] bytes, int from, int to) {
        if (isAscii(bytes, from, to)) {
            return -1;
        }
        int first = from;
        while (bytes[first] >= 0) {
            first++;
        }
        return decode(bytes, first, to);
    }

    /* To the end without a branch on what is seen, as nearly all records are. */
    private static boolean isAscii(byte[] bytes, int from, int to) {
        long seen = 0;
        int at = from;
        for (int last = to - EightBytes.COUNT; at <= last; at += EightBytes.COUNT) {
            seen |= EightBytes.at(bytes, at);
        }
        for (; at < to; at++) {
            seen |= bytes[at];
        }
        return EightBytes.areAscii(seen);
    }

    private int decode(byte[] bytes, int from, int to) {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, to - from);
        decoder.reset();
        while (true) {
            sink.clear();
            CoderResult result = decoder.decode(rest, sink, true);
            if (result.isError()) {
                return rest.position();
            }
            if (result.isUnderflow()) {
                return -1;
            }
        }
    }
}
