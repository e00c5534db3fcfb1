package io.klarion.cli;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.JudgedWindows;
import io.klarion.core.monitor.Monitor;
import java.util.OptionalLong;

/** The windows of an alert: from its onset until it resolves, and which reference they were compared with. Not thread-safe. */
final class AlertWindows {

    private final Alert last;
    private final OptionalLong resolved;
    private final long until;
    private final JudgedWindows windows;
    private String reference = "";

    /**
     * Those of a monitor's alert.
     *
     * @param states what is known of the alert
     * @param to windows end at this time or earlier, epoch milliseconds
     */
    AlertWindows(Monitor monitor, States states, long to) {
        this.last = states.last();
        this.resolved = states.resolved();
        this.until = Math.min(to, resolved.orElse(Long.MAX_VALUE));
        this.windows = new JudgedWindows(monitor);
    }

    /**
     * The states of one alert.
     *
     * @param last the last one in which it fired; the end when that alone is known
     * @param resolved the start of the window in which it resolved; empty while it fires
     */
    record States(Alert last, OptionalLong resolved) {

        static States of(Alert alert) {
            return new States(
                    alert,
                    alert.state() == AlertTransition.RESOLVED
                            ? OptionalLong.of(alert.windowStart())
                            : OptionalLong.empty());
        }

        /** After the next state. */
        States and(States next) {
            return next.resolved.isPresent() ? new States(last, next.resolved) : next;
        }
    }

    void add(Verdict verdict) {
        if (verdict.monitor().equals(last.monitor())
                && verdict.segment().equals(last.segment())
                && verdict.end() == last.windowEnd()) {
            reference = verdict.reference().id();
        }
        if (verdict.start() >= last.onsetStart()
                && verdict.end() <= until
                && verdict.completeness() == Completeness.COMPLETE) {
            windows.add(verdict);
        }
    }

    /** The complete ones. */
    JudgedWindows windows() {
        return windows;
    }

    /** The id of the reference that the window was compared with in which it fired last; empty when that is not known. */
    String reference() {
        return reference;
    }

    /** The start of the window in which it resolved; windows that end later are not taken. */
    OptionalLong resolved() {
        return resolved;
    }
}
