package io.klarion.core.alert;

/**
 * When a drift becomes an alert and when it ends.
 *
 * @param forWindows consecutive windows in drift before it fires, at least 1
 * @param clearAfter consecutive quiet windows after which it resolves, at least 1; a window whose upper bound is
 *     below the threshold resolves it at once
 * @param holdMillis how long windows without data or with too little keep it firing, in event time
 * @param creep whether drift too slow for any single window is looked for
 */
public record AlertSpec(int forWindows, int clearAfter, long holdMillis, boolean creep) {

    /** Fire at the first window, clear after two quiet ones, hold for an hour. */
    public static final AlertSpec DEFAULT = new AlertSpec(1, 2, 3_600_000, true);

    /** The same, looking for creeping drift too. */
    public AlertSpec(int forWindows, int clearAfter, long holdMillis) {
        this(forWindows, clearAfter, holdMillis, true);
    }

    public AlertSpec {
        if (forWindows < 1 || clearAfter < 1 || holdMillis < 0) {
            throw new IllegalArgumentException("alert: must have for ≥ 1, clear-after ≥ 1, hold ≥ 0, was for "
                    + forWindows + ", clear-after " + clearAfter + ", hold " + holdMillis + " ms");
        }
    }
}
