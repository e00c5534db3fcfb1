package io.klarion.core.reference;

import java.util.Optional;

/**
 * How much more the windows of a feature differ than independent draws would, as an intra-window correlation ρ.
 *
 * <p>A window of n records then says only as much as n / (1 + (n−1)ρ) independent ones (Kish's design effect
 * [1]). ρ is estimated from the over-dispersion of the reference's own windows. That the estimate is uncertain, and that
 * dependence does not inflate all cells alike, is taken into account by the law that statistics on these sizes are judged
 * by: {@code EffectiveSizes} in {@code core.divergence}.
 *
 * <p>[1] L. Kish, Survey Sampling, 1965, §5.4.
 *
 * @param rho the estimate, in [0, 1]
 * @param upper its upper confidence limit, in [{@code rho}, 1]; shown, not used
 * @param spread how unequally the directions are inflated, 1 + cv² of the generalized design effects; at least 1
 * @param windows how many windows it was estimated from; 0 when unknown
 * @param wander how much their location and scale wander; empty where cells have no order, or it is not known
 */
public record Dispersion(double rho, double upper, double spread, int windows, Optional<Wander> wander) {

    /** Nothing is known: sizes are taken as they are, and verdicts say {@code dispersion: provisional}. */
    public static final Dispersion UNKNOWN = new Dispersion(0, 0, 1, 0);

    public Dispersion {
        if (!(0 <= rho && rho <= upper && upper <= 1) || !(spread >= 1) || windows < 0 || windows == 1) {
            throw new IllegalArgumentException(
                    "dispersion: must have 0 ≤ rho ≤ upper ≤ 1, spread ≥ 1 and no or at least" + " 2 windows, was rho "
                            + rho + ", upper " + upper + ", spread " + spread + ", windows " + windows);
        }
    }

    /** Of cells without an order, or of a file that does not say how much windows wander. */
    public Dispersion(double rho, double upper, double spread, int windows) {
        this(rho, upper, spread, windows, Optional.empty());
    }

    /** Whether it was estimated at all. */
    public boolean isKnown() {
        return windows > 0;
    }

    /** Whether windows are taken to differ no more than independent draws do: ρ = 0 and no spread. */
    public boolean isExact() {
        return rho == 0 && spread == 1;
    }

    /** The effective size n / (1 + (n−1)ρ) of {@code n} records; {@code n} itself up to 1. */
    public double effective(double n) {
        return n <= 1 ? n : n / (1 + (n - 1) * rho);
    }
}
