package io.klarion.core.delivery;

import java.util.Collection;

/**
 * Where the alerts of one recipient lie until they are told. Not thread-safe; times in epoch milliseconds, never going
 * back.
 */
public interface Desk {

    /**
     * Takes a record from before this desk was opened, in the topic's order, all of them before the first {@link #take}.
     *
     * @param told whether an earlier desk has dealt with it; otherwise it is told only if it still fires at the end
     */
    void recall(Taken taken, boolean told, long now);

    /**
     * Takes a new record.
     *
     * @return false when nothing will be told of it because a silence covers it, or its beginning
     */
    boolean take(Taken taken, long now);

    /** The new records that are not dealt with: a successor must read from the first of them. */
    Collection<Mark> outstanding();

    /** Whether nothing waits to be told. */
    boolean isIdle();

    /** Whether as many wait as may; the rest stays in the topic. */
    boolean isFull();

    /** How many wait. */
    int size();

    /** How many of them wait for nothing but the recipient, and no longer for others to be told with. */
    int ready();
}
