package io.klarion.core.alert;

import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import java.util.Optional;

/**
 * The life of an alert: a pure function from what is remembered of one feature and its next window to what is
 * remembered then, and what to tell people.
 *
 * <pre>{@code
 * at rest ──DRIFT──► pending ──DRIFT, for windows in all──► firing ──► resolved = at rest
 *    ▲                  │
 *    └──────STABLE──────┘
 * }</pre>
 *
 * <ul>
 *   <li><b>Firing.</b> {@code for} consecutive windows in drift; the first of them is the onset. With
 *       {@code for: 1} the onset itself fires.
 *   <li><b>Severity.</b> Critical when the lower bound is above {@code critical}; the value itself under
 *       {@link io.klarion.core.detect.Rule#POINT} and for measures without bounds. A firing alert is emitted
 *       again, with the same id, at once when it gets worse, but when it gets better only in the second judged
 *       window in a row that shows it, its upper bound too: a divergence at the border does not flap.
 *   <li><b>Resolving.</b> At once when the upper bound is below the threshold (the value is not above it, where
 *       bounds do not count); else after {@code clear-after} quiet windows in a row.
 *   <li><b>Windows that cannot be judged</b> (too little data, none, no reference) neither count nor reset
 *       anything, up to {@code hold} of event time after the last judged window. Then a firing alert resolves
 *       with that reason, a pending one is forgotten. Nothing is emitted while a window is waited for: a
 *       feature of which no more verdicts come stays as it is.
 *   <li><b>Another version of the reference</b> ends an alert: {@link #superseded}.
 * </ul>
 *
 * <p>Feed every window of a segment once, in rising order of its end, and only its revision 0: a later revision
 * corrects a verdict, but an alert that was sent is not rewritten. The same verdicts give the same alerts.
 */
public final class AlertMachine {

    private static final int CALMER_WINDOWS = 2;

    private AlertMachine() {}

    /**
     * One window further.
     *
     * @param kind what sort of event is looked for
     * @param before what was remembered of this feature and kind; empty at rest
     * @param window the window's verdict
     * @param feature its part on the feature
     * @param spec when the feature's alert fires and clears
     * @param showValues whether the feature's category values may be shown to people
     * @throws IllegalArgumentException when {@code window} is a later revision, or {@code before} is of another
     *     feature or kind
     */
    public static AlertStep step(
            AlertKind kind,
            Optional<AlertState> before,
            Verdict window,
            FeatureVerdict feature,
            AlertSpec spec,
            boolean showValues) {
        return step(before, new DriftObservation(kind, window, feature, showValues, false), spec);
    }

    /** One window further, of whatever kind. */
    static AlertStep step(Optional<AlertState> before, Observation seen, AlertSpec spec) {
        if (seen.window().revision() != 0) {
            throw new IllegalArgumentException(
                    "revision: must be 0, was " + seen.window().revision());
        }
        before.ifPresent(state -> requireSame(state, seen));
        return switch (seen.state()) {
            case DRIFT -> drift(before, seen, spec);
            case STABLE ->
                before.filter(AlertState::firing)
                        .map(state -> quiet(state, seen, spec))
                        .orElse(AlertStep.REST);
            case INSUFFICIENT_DATA, NO_DATA, NO_REFERENCE ->
                before.map(state -> unjudged(state, seen, spec)).orElse(AlertStep.REST);
        };
    }

    private static void requireSame(AlertState state, Observation seen) {
        if (!state.feature().equals(seen.subject())) {
            throw new IllegalArgumentException(
                    "feature: must be " + state.feature() + " as remembered, was " + seen.subject());
        }
        if (state.kind() != seen.kind()) {
            throw new IllegalArgumentException("kind: must be " + state.kind().key() + " as remembered, was "
                    + seen.kind().key());
        }
    }

    /**
     * What becomes of an alert when the window is the first to be compared with another version of the reference: what it
     * said was about the version before. A firing one resolves with that reason, a pending one is forgotten.
     */
    public static AlertStep superseded(AlertState before, Verdict window, FeatureVerdict feature, boolean showValues) {
        Observation seen = before.kind() == AlertKind.SCHEMA
                ? new SchemaObservation(window, feature, false)
                : new DriftObservation(before.kind(), window, feature, showValues, false);
        String reason =
                feature.feature() + " is closed: version " + window.reference().version() + " of reference "
                        + window.reference().id() + " took effect";
        return before.firing() ? AlertStep.resolve(before, seen, reason) : AlertStep.REST;
    }

    private static AlertStep drift(Optional<AlertState> before, Observation seen, AlertSpec spec) {
        if (before.isPresent() && before.get().firing()) {
            return furtherDrift(before.get(), seen);
        }
        Verdict window = seen.window();
        AlertState pending = before.map(state -> state.withDrift(seen.severity(), window.end()))
                .orElseGet(() -> AlertState.startingAt(
                        seen.subject(), seen.kind(), seen.severity(), window.start(), window.end()));
        return pending.driftWindows() < spec.forWindows()
                ? AlertStep.keep(pending)
                : AlertStep.fire(pending.toFiring(), seen, seen.wording().fired());
    }

    private static AlertStep furtherDrift(AlertState state, Observation seen) {
        long end = seen.window().end();
        Severity now = seen.severity();
        int change = now.compareTo(state.severity());
        if (change > 0) {
            return AlertStep.fire(
                    state.withSeverity(now, end), seen, seen.wording().worse());
        }
        int calmer = change < 0 && seen.isNoLongerCritical() ? state.calmerWindows() + 1 : 0;
        return calmer < CALMER_WINDOWS
                ? AlertStep.keep(state.withFurtherDrift(calmer, end))
                : AlertStep.fire(
                        state.withSeverity(now, end), seen, seen.wording().calmer());
    }

    private static AlertStep quiet(AlertState state, Observation seen, AlertSpec spec) {
        AlertState quieter = state.withQuiet(seen.window().end());
        if (seen.isBackUnderThreshold()) {
            return AlertStep.resolve(state, seen, seen.wording().back());
        }
        return quieter.quietWindows() < spec.clearAfter()
                ? AlertStep.keep(quieter)
                : AlertStep.resolve(state, seen, seen.wording().quiet(quieter.quietWindows()));
    }

    private static AlertStep unjudged(AlertState state, Observation seen, AlertSpec spec) {
        if (seen.window().end() - state.lastJudgedEnd() <= spec.holdMillis()) {
            return AlertStep.keep(state);
        }
        return state.firing()
                ? AlertStep.resolve(state, seen, seen.wording().unjudged(state.lastJudgedEnd()))
                : AlertStep.REST;
    }
}
