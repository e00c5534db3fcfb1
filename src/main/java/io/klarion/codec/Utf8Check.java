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
    private static final int STRIDE = 4 * EightBytes.COUNT;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer sink = CharBuffer.allocate(CHUNK);

    /** The place of the first byte in a range that is not UTF-8; −1 when all are. */
    int firstInvalid(byte[] bytes, int from, int to) {
        int start = from;
        while (start + STRIDE <= to && isAscii(bytes, start)) {
            start += STRIDE;
        }
        for (int i = start; i < to; i++) {
            if (bytes[i] < 0) {
                return decode(bytes, i, to);
            }
        }
        return -1;
    }

    /* The bytes of one stride. */
    private static boolean isAscii(byte[] bytes, int at) {
        return EightBytes.areAscii(EightBytes.at(bytes, at)
                | EightBytes.at(bytes, at + EightBytes.COUNT)
                | EightBytes.at(bytes, at + 2 * EightBytes.COUNT)
                | EightBytes.at(bytes, at + 3 * EightBytes.COUNT));
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
