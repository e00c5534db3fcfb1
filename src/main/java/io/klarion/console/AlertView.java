package io.klarion.console;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.web.SeriesKey;
import java.util.ArrayList;
import java.util.List;

/**
 * One alert with what it went through.
 *
 * @param history its state changes in the order they were read, at least one; where there were very many, the first
 *     and the latest
 */
record AlertView(List<Alert> history) {

    private static final int MOST = 20;

    AlertView {
        history = List.copyOf(history);
    }

    /** The same with one change more; the same as before when it is told again. */
    AlertView with(Alert change) {
        if (history.contains(change)) {
            return this;
        }
        List<Alert> longer = new ArrayList<>(history);
        longer.add(change);
        if (longer.size() > MOST) {
            longer.remove(1);
        }
        return new AlertView(longer);
    }

    /** How it is now. */
    Alert last() {
        return history.get(history.size() - 1);
    }

    boolean isFiring() {
        return last().state() == AlertTransition.FIRING;
    }

    Severity severity() {
        return last().severity();
    }

    SeriesKey series() {
        return SeriesKey.of(last());
    }
}
