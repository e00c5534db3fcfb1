package io.klarion.core.alert;

/**
 * What is remembered of one feature between windows. A feature at rest has none.
 *
 * @param feature the feature's name
 * @param firing whether the alert has fired; before that it is pending
 * @param severity the severity last emitted, or that of the pending drift
 * @param onsetStart start of the first window in drift, epoch milliseconds
 * @param onsetEnd its end
 * @param driftWindows consecutive windows in drift so far (while pending)
 * @param quietWindows consecutive quiet windows so far (while firing)
 * @param lastJudgedEnd end of the last window that had enough data to judge
 */
public record AlertState(
        String feature,
        boolean firing,
        Severity severity,
        long onsetStart,
        long onsetEnd,
        int driftWindows,
        int quietWindows,
        long lastJudgedEnd) {}
