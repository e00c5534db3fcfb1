package io.klarion.core.divergence;

import io.klarion.core.distribution.NumberText;

/**
 * What two samples show of the divergence of the populations they come from.
 *
 * <p>The divergence is above {@code lower} with one-sided confidence {@code confidence}, and below {@code upper} with
 * the same. No number is NaN; nothing known is (−∞, +∞).
 *
 * @param estimate the divergence without its bias; can be a little below 0 when there is none
 * @param lower lower bound, at most {@code estimate}; −∞ when a side holds no records
 * @param upper upper bound, at least {@code estimate}; +∞ when a side holds no records
 * @param confidence of each bound by itself, in [0.5, 1)
 * @param effectiveWindow how many independent records the window is worth
 * @param effectiveReference how many the reference is worth
 * @param cells cells that either side uses
 */
public record Evidence(
        double estimate,
        double lower,
        double upper,
        double confidence,
        double effectiveWindow,
        double effectiveReference,
        int cells) {

    public Evidence {
        if (!(lower <= estimate && estimate <= upper)) {
            throw new IllegalArgumentException("evidence: must have lower ≤ estimate ≤ upper, was "
                    + NumberText.of(lower) + ", " + NumberText.of(estimate) + ", " + NumberText.of(upper));
        }
    }
}
