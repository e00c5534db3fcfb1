package io.klarion.core.alert;

import io.klarion.core.detect.Verdict;
import java.util.Optional;

/** The alert on the number of records of a segment. */
public final class VolumeAlert {

    /** What stands in the place of a feature's name in alerts and states. */
    public static final String SUBJECT = VolumeObservation.SUBJECT;

    private VolumeAlert() {}

    /**
     * One window further.
     *
     * @param before what was remembered; empty at rest
     * @param window the window's verdict, its first part, revision 0
     * @param spec when the alert fires and clears
     */
    public static AlertStep step(Optional<AlertState> before, Verdict window, AlertSpec spec) {
        boolean isKnownSilent = before.filter(AlertState::firing)
                .filter(state -> state.severity() == Severity.CRITICAL)
                .isPresent();
        return AlertMachine.step(before, new VolumeObservation(window, isKnownSilent), spec);
    }
}
