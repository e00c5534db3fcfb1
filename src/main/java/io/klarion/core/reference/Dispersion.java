package io.klarion.core.reference;

/**
 * How much more the windows of a feature differ than independent draws would, as an intra-window correlation ρ.
 *
 * <p>A window of n records then says only as much as n / (1 + (n−1)ρ) independent ones (Kish's design effect
 * [1]). ρ is estimated from the over-dispersion of the reference's own windows; with few windows it is itself
 * uncertain, so the upper confidence limit is what sizes are corrected by.
 *
 * <p>[1] L. Kish, Survey Sampling, 1965, §5.4.
 *
 * @param rho the estimate, in [0, 1]
 * @param upper its upper confidence limit, in [{@code rho}, 1]; what {@link #effective} uses
 * @param windows how many windows it was estimated from; 0 when unknown
 */
public record Dispersion(double rho, double upper, int windows) {

    /** Nothing is known: sizes are taken as they are, and verdicts say {@code dispersion: provisional}. */
    public static final Dispersion UNKNOWN = new Dispersion(0, 0, 0);

    public Dispersion {
        if (!(0 <= rho && rho <= upper && upper <= 1) || windows < 0) {
            throw new IllegalArgumentException(
                    "dispersion: must have 0 ≤ rho ≤ upper ≤ 1, was rho " + rho + ", upper " + upper);
        }
    }

    /** Whether it was estimated at all. */
    public boolean isKnown() {
        return windows > 0;
    }

    /** The effective size n / (1 + (n−1)ρ) of {@code n} records, with ρ at its upper limit; {@code n} itself up to 1. */
    public double effective(double n) {
        return n <= 1 ? n : n / (1 + (n - 1) * upper);
    }
}
