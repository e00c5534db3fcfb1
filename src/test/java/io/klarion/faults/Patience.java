package io.klarion.faults;

import java.time.Duration;

/**
 * How long is waited for what must come about, however slow the machine is: long enough that one which stands still
 * for minutes is not taken for a fault. What is promised within a time of its own is held to that time instead.
 */
public final class Patience {

    /** Far longer than anything takes on a machine that is not starved. */
    public static final Duration LONG = Duration.ofMinutes(5);

    private Patience() {}
}
