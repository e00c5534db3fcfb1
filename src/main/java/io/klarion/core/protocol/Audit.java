package io.klarion.core.protocol;

import java.util.Optional;

/**
 * What a second look at a range of source offsets has found.
 *
 * @param isWhole whether the whole range could still be read; otherwise the other two are not to be relied on
 * @param records how many records can be seen in it
 * @param times the event times of those that a monitor counts; empty for none
 */
public record Audit(boolean isWhole, long records, Optional<Times> times) {

    /** Some of the range has been deleted by now. */
    public static final Audit EXPIRED = new Audit(false, 0, Optional.empty());

    /**
     * A span of event times, epoch milliseconds, both inclusive.
     *
     * @param earliest the first
     * @param latest the last
     */
    public record Times(long earliest, long latest) {

        /** The span that holds this time too. */
        public Times and(long time) {
            return new Times(Math.min(earliest, time), Math.max(latest, time));
        }
    }

    /** The whole range was read. */
    public static Audit of(long records, Optional<Times> times) {
        return new Audit(true, records, times);
    }

    /** Whether no record of the range was lost or doubled. */
    boolean isClean() {
        return isWhole && records == 0;
    }
}
