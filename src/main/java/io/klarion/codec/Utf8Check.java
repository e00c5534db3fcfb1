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

    /** The place of the first byte that is not UTF-8; −1 when all are. */
    int firstInvalid(byte[] bytes) {
        int start = 0;
        while (start + EightBytes.COUNT <= bytes.length && EightBytes.areAscii(EightBytes.at(bytes, start))) {
            start += EightBytes.COUNT;
        }
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                return firstInvalid(bytes, i);
            }
        }
        return -1;
    }

    private int firstInvalid(byte[] bytes, int from) {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
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
