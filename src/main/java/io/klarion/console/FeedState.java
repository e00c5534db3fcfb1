package io.klarion.console;

/**
 * How well the result topics are followed.
 *
 * @param isCaughtUp whether what they held at the start is read
 * @param trouble why they cannot be read right now; empty while they can
 * @param unreadable records that were neither verdict nor alert
 */
public record FeedState(boolean isCaughtUp, String trouble, long unreadable) {

    /** Just begun. */
    public static final FeedState LOADING = new FeedState(false, "", 0);
}
