package io.klarion.core.detect;

/**
 * How the divergence of a pair of features splits, see {@link io.klarion.core.divergence.JointDivergence}:
 * {@code kl = firstMargin + secondMargin + shift + dependence}. Only the dependence is judged.
 *
 * @param first the name of the first feature
 * @param second the name of the second
 * @param kl the divergence of the pair, at least 0
 * @param firstMargin that of the first feature alone, in the groups of the pair
 * @param secondMargin that of the second
 * @param shift what moving both adds to that because they depend on each other in the reference; of either sign
 * @param dependence that of how they hang together, at least 0
 */
public record JointVerdict(
        String first,
        String second,
        double kl,
        double firstMargin,
        double secondMargin,
        double shift,
        double dependence) {}
