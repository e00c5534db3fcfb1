package io.klarion.core.divergence;

import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a window's location and scale in the order of a feature's cells are judged by: chance, and the reference's own windows in that very direction.
 *
 * <p>A mean that wanders a little from window to window is what a test of the mean sees first, long before tests of all cells see that records depend on one another.
 * With R the inflation that W windows of the reference show of a deviate's square ({@link Wander}), ν = W − 1 and z as of independent records,
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
    private static final OrderLaw UNKNOWN = new OrderLaw(false, Optional.empty(), 0);
    private static final OrderLaw INDEPENDENT = new OrderLaw(true, Optional.empty(), 0);
    private static final double OF_CHANCE = 0.5;

    private final boolean isKnown;
    private final Optional<Wander> wander;
    private final double degrees;

    private OrderLaw(boolean isKnown, Optional<Wander> wander, double degrees) {
        this.isKnown = isKnown;
        this.wander = wander;
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

    /** The law that {@code windows} windows tell, at least 2, which differ no more than chance by all tests. */
    public static OrderLaw of(Wander wander, int windows) {
        return new OrderLaw(true, Optional.of(wander), windows - 1.0);
    }

    boolean isKnown() {
        return isKnown;
    }

    /** The p-value of a window's location, {@code n} records in order. */
    double ofLocation(double deviate, double n) {
        return wander.isEmpty()
                ? chance(deviate)
                : pValue(deviate, Wander.inflation(wander.get().location(), n));
    }

    /** The p-value of its scale. */
    double ofScale(double deviate, double n) {
        return wander.isEmpty()
                ? chance(deviate)
                : pValue(deviate, Wander.inflation(wander.get().scale(), n));
    }

    private double pValue(double deviate, double inflation) {
        double moderated = StrictMath.sqrt((inflation + OF_CHANCE) / (1 + OF_CHANCE));
        double student = TDistribution.of(degrees * (1 + OF_CHANCE)).survivalProbability(Math.abs(deviate) / moderated);
        return Math.max(chance(deviate), 2 * student);
    }

    private static double chance(double deviate) {
        return 2 * NORMAL.survivalProbability(Math.abs(deviate));
    }
}
