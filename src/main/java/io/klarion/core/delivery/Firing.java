package io.klarion.core.delivery;

import java.util.Optional;

/**
 * An alert that fires now, as the recipient of pages knows it.
 *
 * @param last the state change that was told or is on its way; where neither holds, one that a silence holds back
 * @param later one after it that a silence holds back, which tells of another severity
 * @param awaited whether a page of the last is on its way
 * @param told whether the last was told
 * @param toldAt when, or when it was taken, epoch milliseconds
 */
record Firing(Taken last, Optional<Taken> later, boolean awaited, boolean told, long toldAt) {

    /** A page of it is on its way. */
    static Firing awaited(Taken taken, long now) {
        return new Firing(taken, Optional.empty(), true, false, now);
    }

    /** It was told at this time. */
    static Firing told(Taken taken, long time) {
        return new Firing(taken, Optional.empty(), false, true, time);
    }

    /** A silence has covered it from its beginning. */
    static Firing silenced(Taken taken, long time) {
        return new Firing(taken, Optional.empty(), false, false, time);
    }

    /** The same once its page was delivered, or given up. */
    Firing toldBy(long time) {
        return new Firing(last, later, false, true, time);
    }

    /** The same after a state change that a silence holds back, the latest of which is kept; none where it is as it was told. */
    Firing holding(Taken taken, long time) {
        if (!isKnown()) {
            return silenced(taken, time);
        }
        boolean isAsTold = taken.alert().severity() == last.alert().severity();
        return new Firing(last, isAsTold ? Optional.empty() : Optional.of(taken), awaited, told, toldAt);
    }

    /** Whether the recipient was told of it, or will be. */
    boolean isKnown() {
        return awaited || told;
    }

    /** What is to be told once no silence covers it. */
    Optional<Taken> heldBack() {
        return isKnown() ? later : Optional.of(last);
    }
}
