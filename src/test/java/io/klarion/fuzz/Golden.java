package io.klarion.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;

/** The golden binary forms, and what reading one may allocate. */
final class Golden {

    /** Bytes that reading any binary form may allocate. */
    static final long ALLOWED = 300_000;

    /** Bytes more for each byte of the input: many cells without records are written in a few bytes. */
    static final long ALLOWED_EACH = 100_000;

    private Golden() {}

    static byte[] hex(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/codec/" + name + ".hex")) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
