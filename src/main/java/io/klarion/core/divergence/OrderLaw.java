package io.klarion.core.divergence;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a window's location and scale in the order of a feature's cells are judged by: chance, and the reference's own windows in that very direction.
 *
 * <p>A mean that wanders a little from window to window is what a test of the mean sees first, long before tests of all cells see that records depend on one another.
 * With R = 1 + (n − 1)ρ the inflation of a deviate's square, over n records, by the correlation ρ that W windows of the reference show, ν = W − 1 and z as of independent records,
 *
 * <pre>{@code
 * p = 2 max(Q(|z|), T(|z| / √R′; 3ν/2))     R′ = (ν R + ν/2) / (3ν/2)
 * }</pre>
 *
 * <p>with Q and T the survival functions of the normal law and of Student's t: never smaller than by chance alone. It is asked only where tests found the windows to
 * differ no more than chance; that counts as half as many windows again, without inflation [1]. Without windows that could tell, p is 2 Q.
 *
 * <p>[1] A moderated t: G. K. Smyth, Linear models and empirical Bayes methods, Stat. Appl. Genet. Mol. Biol. 3 (2004) 3. There the weight of chance is estimated from many genes; half
 * of ν keeps the rate of false alarms under weak dependence where it was without this test (decision 34).
 */
public final class OrderLaw {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final OrderLaw UNKNOWN = new OrderLaw(0, 0, 0);
    private static final OrderLaw INDEPENDENT = new OrderLaw(0, 0, 0);
    private static final double OF_CHANCE = 0.5;

    private final double location;
    private final double scale;
    /* ν; 0 where no windows tell. */
    private final double degrees;

    private OrderLaw(double location, double scale, double degrees) {
        this.location = location;
        this.scale = scale;
        this.degrees = degrees;
    }

    /** Order is not judged: there is none, or it is not known how much windows wander. */
    public static OrderLaw unknown() {
        return UNKNOWN;
    }

    /** Records are taken as independent, and nothing of their windows is known. */
    public static OrderLaw independent() {
        return INDEPENDENT;
    }

    /**
     * The law that windows tell which differ no more than chance by all tests.
     *
     * @param location ρ of the ranks within them, in [−1, 1]
     * @param scale ρ of the squares of the ranks' distances from the middle, likewise
     * @param windows how many, at least 2
     */
    public static OrderLaw of(double location, double scale, int windows) {
        return new OrderLaw(location, scale, windows - 1.0);
    }

    boolean isKnown() {
        return this != UNKNOWN;
    }

    /** The p-value of a window's location, {@code n} records in order. */
    double ofLocation(double deviate, double n) {
        return pValue(deviate, location, n);
    }

    /** The p-value of its scale. */
    double ofScale(double deviate, double n) {
        return pValue(deviate, scale, n);
    }

    private double pValue(double deviate, double correlation, double n) {
        if (degrees == 0) {
            return chance(deviate);
        }
        double inflation = Math.max(0, 1 + Math.max(0, n - 1) * correlation);
        double moderated = StrictMath.sqrt((inflation + OF_CHANCE) / (1 + OF_CHANCE));
        double student = TDistribution.of(degrees * (1 + OF_CHANCE)).survivalProbability(Math.abs(deviate) / moderated);
        return Math.max(chance(deviate), 2 * student);
    }

    private static double chance(double deviate) {
        return 2 * NORMAL.survivalProbability(Math.abs(deviate));
    }
}
