package io.klarion.faults;

import java.util.List;

/** A row of the matrix: something that goes wrong, and what must come of it. */
public non-sealed interface Fault extends Trial {

    /** How the scene is set up. */
    default Plan plan() {
        return Plan.DEFAULT;
    }

    /** Topics of its own that are there before anything starts, of one partition each. */
    default List<String> topics() {
        return List.of();
    }

    /**
     * Makes it happen to a scene that is at work, and waits until it is over. The load goes on all the while.
     *
     * @return what was seen, in one sentence with numbers
     * @throws Exception or an {@link AssertionError} when it did not really happen, or not as expected
     */
    String happen(Scene scene) throws Exception;

    /**
     * Looks again when everything has settled: every window has its verdict, no instance runs.
     *
     * @return what was seen, as one more sentence; empty for nothing
     * @throws Exception or an {@link AssertionError} when it is not as expected
     */
    default String lookBack(Scene scene) throws Exception {
        return "";
    }

    /** Whether the balance is as expected: without loss, doubling or flag, unless the row says otherwise. */
    default boolean accepts(Balance balance) {
        return balance.isExact();
    }
}
