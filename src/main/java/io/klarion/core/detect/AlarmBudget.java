package io.klarion.core.detect;

import io.klarion.core.window.WindowSpec;

/**
 * How many false alarms a monitor may raise, spread evenly over all that it judges: every feature of every window of every segment.
 *
 * <pre>{@code
 * level = alarms / (1.05 × features × segments × period / advance)
 * }</pre>
 *
 * <p>Windows that overlap are counted each, since each can raise an alarm; that they do so together makes the true number
 * smaller. The twentieth is for drift that creeps, which adds at most 4 % to the alarms of single windows.
 *
 * @param alarms false alarms a period, above 0
 * @param periodMillis the period, at least 1 ms
 */
public record AlarmBudget(double alarms, long periodMillis) {

    private static final double CREEP = 1.05;
    private static final double HIGHEST = 0.5;
    private static final double LOWEST = 1e-12;

    public AlarmBudget {
        if (!(alarms > 0 && Double.isFinite(alarms)) || periodMillis < 1) {
            throw new IllegalArgumentException(
                    "budget: must be above 0 alarms in at least 1 ms, was " + alarms + " in " + periodMillis + " ms");
        }
    }

    /**
     * The false alarms that one feature of one window may raise, in [1e-12, 0.5].
     *
     * @param features how many features are judged, at least 1
     * @param segments how many segments are expected, at least 1
     * @param window the windows
     */
    public double level(int features, int segments, WindowSpec window) {
        double judged = (double) features * segments * periodMillis / window.advance();
        return Math.min(HIGHEST, Math.max(LOWEST, alarms / (CREEP * judged)));
    }
}
