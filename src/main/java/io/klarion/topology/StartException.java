package io.klarion.topology;

import org.jspecify.annotations.Nullable;

/** The monitor cannot start on this cluster; the message says what, where and how to mend it. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the message for the operator. */
    public StartException(String message) {
        this(message, null);
    }

    /** With the message for the operator and what caused it. */
    public StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
