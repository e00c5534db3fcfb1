package io.klarion.topology;

import io.klarion.core.monitor.Monitor;
import java.util.List;
import java.util.Optional;

/** The versions of references that are published while monitors run. Asked on stream threads; answers at once. */
interface ReferenceFeed extends AutoCloseable {

    /** Nothing is ever published. */
    ReferenceFeed NONE = new ReferenceFeed() {
        @Override
        public boolean isKnownUntil(long nanoTime) {
            return true;
        }

        @Override
        public int revision() {
            return 0;
        }

        @Override
        public List<Monitor> monitors() {
            return List.of();
        }
    };

    /**
     * Whether everything is known that was published before this moment: only then may a window close that records
     * read before it have let close.
     *
     * @param nanoTime as {@link System#nanoTime} counts
     */
    boolean isKnownUntil(long nanoTime);

    /** Grows whenever a version is accepted. */
    int revision();

    /** The monitors with all versions known. */
    List<Monitor> monitors();

    /** The same, from now on following what is published. */
    default ReferenceFeed followed() {
        return this;
    }

    /** Why windows wait for it; empty while they do not. */
    default Optional<String> waiting() {
        return Optional.empty();
    }

    /** Why it can never be followed again; empty while it can. */
    default Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
