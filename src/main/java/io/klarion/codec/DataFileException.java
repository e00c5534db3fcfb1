package io.klarion.codec;

/** A file of records that cannot be read on: the message names file, line and fault. */
public final class DataFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A fault. */
    public DataFileException(String message) {
        super(message);
    }

    /** A fault with its cause. */
    public DataFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
