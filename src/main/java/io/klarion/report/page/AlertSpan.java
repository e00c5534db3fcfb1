package io.klarion.report.page;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.web.SeriesKey;
import io.klarion.web.Strength;
import java.util.Optional;
import java.util.OptionalLong;

/** One alert from its onset to its end, with the window that speaks for it most. Single-threaded. */
final class AlertSpan {

    private final Alert fired;
    private Severity severity;
    private Optional<Alert> resolved = Optional.empty();
    private Optional<Peak> peak = Optional.empty();
    private double excess;
    private int windows;
    private int windowsInDrift;

    /** One window of the alert's feature. */
    record Peak(long start, long end, FeatureVerdict feature) {}

    /** Begins with the record that says it fires. */
    AlertSpan(Alert fired) {
        this.fired = fired;
        this.severity = fired.severity();
    }

    /** Takes a later record of the same alert. */
    void add(Alert later) {
        if (later.severity() == Severity.CRITICAL) {
            severity = Severity.CRITICAL;
        }
        resolved = later.state() == AlertTransition.RESOLVED ? Optional.of(later) : Optional.empty();
    }

    /** Takes a window of its series. */
    void add(Verdict window, FeatureVerdict feature) {
        if (window.end() < fired.onsetEnd() || window.end() > end()) {
            return;
        }
        windows++;
        if (!isAboutDivergence() || feature.state() != FeatureState.DRIFT) {
            return;
        }
        windowsInDrift++;
        excess += Strength.excess(feature);
        if (peak.isEmpty() || Strength.of(feature) > Strength.of(peak.get().feature())) {
            peak = Optional.of(new Peak(window.start(), window.end(), feature));
        }
    }

    private boolean isAboutDivergence() {
        return switch (fired.kind()) {
            case DRIFT, CREEP, JOINT -> true;
            case SCHEMA, VOLUME -> false;
        };
    }

    private long end() {
        return resolved.map(Alert::windowEnd).orElse(Long.MAX_VALUE);
    }

    /** The record with which it began to fire. */
    Alert fired() {
        return fired;
    }

    SeriesKey series() {
        return SeriesKey.of(fired);
    }

    /** The highest severity it had. */
    Severity severity() {
        return severity;
    }

    /** The end of the window that ended it; empty while it fires. */
    OptionalLong resolvedAt() {
        return resolved.isPresent() ? OptionalLong.of(resolved.get().windowEnd()) : OptionalLong.empty();
    }

    /** The strongest window in drift; empty for kinds of alert that are not about a window in drift. */
    Optional<Peak> peak() {
        return peak;
    }

    int windowsInDrift() {
        return windowsInDrift;
    }

    /**
     * What alerts are ordered by: how many thresholds it is above the threshold, summed over its windows; where only
     * the first window is known to be, as if all were like it.
     */
    double weight() {
        if (peak.isPresent()) {
            return excess;
        }
        double value = fired.lower().orElse(fired.value().orElse(0));
        return Strength.excess(value, fired.threshold()) * Math.max(1, windows);
    }
}
