package io.klarion.core.distribution;

/**
 * One bin of a numeric feature: an interval with open or closed ends, or a single value.
 *
 * <p>{@code [20, 30)} holds 20 but not 30; {@code (0, 5)} follows the single value {@code 0}; a point mass is
 * the bin {@code [v, v]} and is labelled by the value alone. Negative zero is zero.
 *
 * @param low lower end, finite
 * @param lowInclusive whether {@code low} itself belongs to the bin
 * @param high upper end, finite, at least {@code low}
 * @param highInclusive whether {@code high} itself belongs to the bin
 */
public record NumericBin(double low, boolean lowInclusive, double high, boolean highInclusive) {

    public NumericBin {
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("bin: must have finite ends, was " + low + " to " + high);
        }
        low = low + 0.0;
        high = high + 0.0;
        if (!(start(low, lowInclusive) < end(high, highInclusive))) {
            throw new IllegalArgumentException("bin: must hold at least one number, was " + low + " to " + high);
        }
    }

    /** The half-open interval {@code [low, high)}. */
    public static NumericBin halfOpen(double low, double high) {
        return new NumericBin(low, true, high, false);
    }

    /** The interval {@code [low, high]}, both ends included. */
    public static NumericBin closed(double low, double high) {
        return new NumericBin(low, true, high, true);
    }

    /** The single value {@code value}, a point mass. */
    public static NumericBin point(double value) {
        return new NumericBin(value, true, value, true);
    }

    /** Whether the bin is a single value. */
    public boolean isPoint() {
        return low == high;
    }

    /** The smallest number in the bin. */
    double startInclusive() {
        return start(low, lowInclusive);
    }

    /** The smallest number above the bin. */
    double endExclusive() {
        return end(high, highInclusive);
    }

    /** A number that stands for the bin where distances matter: its midpoint. */
    public double midpoint() {
        return low / 2 + high / 2;
    }

    /** The bin as text: {@code [20, 30)}, {@code (0, 5]} or {@code 7}. */
    public String label() {
        if (isPoint()) {
            return NumberText.of(low);
        }
        return (lowInclusive ? "[" : "(") + NumberText.of(low) + ", " + NumberText.of(high)
                + (highInclusive ? "]" : ")");
    }

    private static double start(double low, boolean inclusive) {
        return inclusive ? low : Math.nextUp(low);
    }

    private static double end(double high, boolean inclusive) {
        return inclusive ? Math.nextUp(high) : high;
    }
}
