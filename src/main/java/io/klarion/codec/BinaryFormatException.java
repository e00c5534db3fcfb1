package io.klarion.codec;

import org.jspecify.annotations.Nullable;

/** Bytes that are not a binary form of this release: cut off, damaged, or of another version. */
public final class BinaryFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BinaryFormatException(String message) {
        this(message, null);
    }

    BinaryFormatException(String message, @Nullable Throwable cause) {
        super("binary form: " + message, cause);
    }
}
