package io.klarion.core.protocol;

/**
 * A run of windows, by their ends.
 *
 * @param first the first end, epoch milliseconds
 * @param last the last end; before {@code first} when the run is empty
 */
public record EndRange(long first, long last) {

    /** No window. */
    public static final EndRange NONE = new EndRange(Long.MAX_VALUE, Long.MIN_VALUE);

    /** Whether it holds no window. */
    public boolean isEmpty() {
        return first > last;
    }

    /** Whether the window that ends at {@code end} is one of them. */
    public boolean contains(long end) {
        return first <= end && end <= last;
    }
}
