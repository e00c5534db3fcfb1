package io.klarion.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer sink = CharBuffer.allocate(CHUNK);

    /** The place of the first byte that is not UTF-8; −1 when all are. */
    int firstInvalid(byte[] bytes) {
        int words = bytes.length & -Long.BYTES;
        int start = 0;
        while (start < words && ((long) WORDS.get(bytes, start) & HIGH_BITS) == 0) {
            start += Long.BYTES;
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
