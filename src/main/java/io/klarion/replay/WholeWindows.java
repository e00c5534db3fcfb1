package io.klarion.replay;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Passes on what is told of windows that can be whole: those that begin at or after the first record that is there of every
 * partition whose older records are gone. Single-threaded.
 */
public final class WholeWindows extends PassedOn {

    private final LongSupplier from;

    /**
     * Windows that begin at {@code from}, epoch milliseconds, or later go to {@code out}.
     *
     * @param from asked when a window closes
     */
    public WholeWindows(LongSupplier from, ReplayOutput out) {
        super(out);
        this.from = from;
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        if (verdict.start() >= from.getAsLong()) {
            super.verdict(verdict, firing);
        }
    }

    @Override
    public void alert(Alert alert) {
        if (alert.windowStart() >= from.getAsLong()) {
            super.alert(alert);
        }
    }
}
