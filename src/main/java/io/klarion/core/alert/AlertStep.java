package io.klarion.core.alert;

import java.util.Optional;

/**
 * What one window makes of the alert of one feature.
 *
 * @param state what to remember until the next window; empty for a feature at rest
 * @param alert the state change to tell people; empty when there is none
 */
public record AlertStep(Optional<AlertState> state, Optional<Alert> alert) {

    /** At rest, nothing to tell. */
    static final AlertStep REST = new AlertStep(Optional.empty(), Optional.empty());

    /** The alert fires. */
    static AlertStep fire(AlertState state, Observation seen, String summary) {
        return new AlertStep(Optional.of(state), Optional.of(seen.toAlert(state, AlertTransition.FIRING, summary)));
    }

    /** The alert is over. */
    static AlertStep resolve(AlertState state, Observation seen, String summary) {
        return new AlertStep(Optional.empty(), Optional.of(seen.toAlert(state, AlertTransition.RESOLVED, summary)));
    }

    static AlertStep keep(AlertState state) {
        return new AlertStep(Optional.of(state), Optional.empty());
    }
}
