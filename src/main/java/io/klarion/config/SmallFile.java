package io.klarion.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads text files that have no business being large. What is no regular file has no size, so bytes are counted. */
final class SmallFile {

    private SmallFile() {}

    /**
     * The text of {@code file}; empty when it is longer than {@code mostBytes}.
     *
     * @throws CharacterCodingException when it is not UTF-8
     */
    static Optional<String> text(Path file, int mostBytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            return bytes.length > mostBytes
                    ? Optional.empty()
                    : Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        }
    }
}
