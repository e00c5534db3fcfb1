package io.klarion.notify;

import io.klarion.core.delivery.RetrySchedule;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Failures in a row towards one receiver, and when to try again. Not thread-safe. */
final class Attempts {

    /** From a second up to a minute. */
    static final RetrySchedule SCHEDULE = new RetrySchedule(1_000, 60_000);

    private final RandomGenerator chance;
    private int failures;
    private long firstFailure;
    private long next = Long.MIN_VALUE;

    Attempts(RandomGenerator chance) {
        this.chance = chance;
    }

    boolean isTime(long now) {
        return now >= next;
    }

    /** Remembers a failure; returns the wait in milliseconds. */
    long failed(long now, OptionalLong asked) {
        if (failures++ == 0) {
            firstFailure = now;
        }
        long delay = SCHEDULE.delay(failures, chance.nextDouble(), asked);
        next = now + delay;
        return delay;
    }

    /** Whether it has failed for so long. */
    boolean areOver(long now, long giveUp) {
        return failures > 0 && now - firstFailure >= giveUp;
    }

    int failures() {
        return failures;
    }

    void succeeded() {
        failures = 0;
        next = Long.MIN_VALUE;
    }
}
