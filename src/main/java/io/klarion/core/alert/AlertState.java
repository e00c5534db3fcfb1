package io.klarion.core.alert;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is remembered of one kind of alert on one feature between windows. At rest there is nothing.
 *
 * @param feature the feature's name
 * @param kind what sort of event it is
 * @param firing whether the alert has fired; before that it is pending
 * @param severity the severity last emitted, or that of the pending drift
 * @param onsetStart start of the first window in drift, epoch milliseconds
 * @param onsetEnd its end
 * @param driftWindows consecutive windows in drift up to the firing, which ends the count
 * @param quietWindows consecutive quiet windows so far (while firing)
 * @param calmerWindows consecutive judged windows below {@code severity} so far (while firing)
 * @param lastJudgedEnd end of the last window that had enough data to judge
 * @param evidence what the windows since the onset show together, in millionths of a nat; 0 but for {@code creep}
 */
public record AlertState(
        String feature,
        AlertKind kind,
        boolean firing,
        Severity severity,
        long onsetStart,
        long onsetEnd,
        int driftWindows,
        int quietWindows,
        int calmerWindows,
        long lastJudgedEnd,
        long evidence) {

    /** The state of an alert that gathers no evidence. */
    public AlertState(
            String feature,
            AlertKind kind,
            boolean firing,
            Severity severity,
            long onsetStart,
            long onsetEnd,
            int driftWindows,
            int quietWindows,
            int calmerWindows,
            long lastJudgedEnd) {
        this(
                feature,
                kind,
                firing,
                severity,
                onsetStart,
                onsetEnd,
                driftWindows,
                quietWindows,
                calmerWindows,
                lastJudgedEnd,
                0);
    }

    /** Pending, with the window {@code [start, end)} as onset and first window in drift. */
    static AlertState startingAt(String feature, AlertKind kind, Severity severity, long start, long end) {
        return new AlertState(feature, kind, false, severity, start, end, 1, 0, 0, end);
    }

    /** Pending, one more window in drift. */
    AlertState withDrift(Severity now, long end) {
        return new AlertState(feature, kind, false, now, onsetStart, onsetEnd, driftWindows + 1, 0, 0, end);
    }

    /** The same, firing. */
    AlertState toFiring() {
        return new AlertState(
                feature, kind, true, severity, onsetStart, onsetEnd, driftWindows, 0, 0, lastJudgedEnd, evidence);
    }

    /** Firing, with a window in drift at the emitted severity or below. */
    AlertState withFurtherDrift(int calmer, long end) {
        return new AlertState(feature, kind, true, severity, onsetStart, onsetEnd, driftWindows, 0, calmer, end);
    }

    /** Firing, with a severity that is emitted now. */
    AlertState withSeverity(Severity now, long end) {
        return new AlertState(feature, kind, true, now, onsetStart, onsetEnd, driftWindows, 0, 0, end);
    }

    /** Firing, one more quiet window. */
    AlertState withQuiet(long end) {
        return new AlertState(
                feature,
                kind,
                true,
                severity,
                onsetStart,
                onsetEnd,
                driftWindows,
                quietWindows + 1,
                calmerWindows + 1,
                end);
    }

    /** The same with this much evidence from so many windows, the last of which ends at {@code end}. */
    AlertState withEvidence(int windows, long sum, long end) {
        return new AlertState(feature, kind, firing, severity, onsetStart, onsetEnd, windows, 0, 0, end, sum);
    }

    /** The features of those that are firing, or pending with a window in drift: evidence of creep alone is neither. */
    public static Set<String> standing(List<AlertState> states) {
        return states.stream()
                .filter(state -> state.firing() || state.kind() != AlertKind.CREEP)
                .map(AlertState::feature)
                .collect(Collectors.toSet());
    }
}
