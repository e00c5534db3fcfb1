package io.klarion.core.alert;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeVerdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One window, as the alert on its number of records sees it.
 *
 * @param window the window
 * @param isKnownSilent whether an alert already tells that there are no records
 */
record VolumeObservation(Verdict window, boolean isKnownSilent) implements Observation {

    /** What stands in the place of a feature's name. */
    static final String SUBJECT = "(records)";

    @Override
    public AlertKind kind() {
        return AlertKind.VOLUME;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    /** Windows of a segment that is known to be silent say nothing new, so that its alert ends after a while. */
    @Override
    public FeatureState state() {
        if (isSilent() && isKnownSilent) {
            return FeatureState.NO_DATA;
        }
        return volume().map(verdict -> switch (verdict.state()) {
                    case NORMAL -> FeatureState.STABLE;
                    case LOW, HIGH -> FeatureState.DRIFT;
                })
                .orElse(FeatureState.INSUFFICIENT_DATA);
    }

    private boolean isSilent() {
        return window.records() == 0;
    }

    Optional<VolumeVerdict> volume() {
        return window.volume();
    }

    @Override
    public Severity severity() {
        return isSilent() ? Severity.CRITICAL : Severity.WARNING;
    }

    /** The law of the reference has no doubt to leave: a window inside it is like any other. */
    @Override
    public boolean isBackUnderThreshold() {
        return volume().filter(verdict -> verdict.state() == VolumeVerdict.State.NORMAL)
                .isPresent();
    }

    @Override
    public Figures figures() {
        OptionalDouble none = OptionalDouble.empty();
        return new Figures(
                volume().map(verdict -> OptionalDouble.of(times(verdict))).orElse(none),
                none,
                none,
                volume().map(VolumeVerdict::factor).orElse(1.0),
                window.records(),
                List.of());
    }

    /** How many times fewer or more records than expected. */
    double times(VolumeVerdict verdict) {
        double ratio = window.records() / verdict.expected();
        return Math.max(ratio, 1 / ratio);
    }

    @Override
    public Wording wording() {
        return new VolumeSummary(this);
    }
}
