package io.klarion.core.divergence;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way to say how far a window P is from its reference Q. All are 0 for equal shares.
 *
 * <p>{@link Divergences} computes them, {@link EvidenceFormula} bounds the smooth ones.
 */
public enum Measure {
    /** Kullback–Leibler divergence KL(P‖Q) {@code = Σ p ln(p/q)}, in nats; infinite where p > 0 and q = 0. */
    KL("kl", Generator.KL),
    /** KL(Q‖P) {@code = Σ q ln(q/p)}, in nats; infinite where q > 0 and p = 0. */
    REVERSE_KL("reverse_kl", Generator.REVERSE_KL),
    /** Population stability index, also Jeffreys' divergence: {@code Σ (p − q) ln(p/q)} = KL both ways added. */
    PSI("psi", Generator.JEFFREYS),
    /** Jensen–Shannon divergence (not its root), {@code ½ KL(P‖M) + ½ KL(Q‖M)}, M = (P + Q)/2; at most ln 2 nats. */
    JS("js", Generator.JENSEN_SHANNON),
    /** Hellinger distance {@code √(½ Σ (√p − √q)²)}, the root, in [0, 1]. */
    HELLINGER("hellinger", Generator.SQUARED_HELLINGER),
    /** Total variation {@code ½ Σ |p − q|}, in [0, 1]. */
    TOTAL_VARIATION("total_variation", Generator.TOTAL_VARIATION),
    /** Pearson's {@code Σ (p − q)²/q}; n times it is the χ² statistic of n records against an exact reference. */
    CHI_SQUARE("chi_square", Generator.PEARSON),
    /** Kolmogorov–Smirnov: the largest difference of cumulative shares over ordered cells, in [0, 1]. */
    KS("ks", null),
    /** Wasserstein-1: how far mass must travel over ordered cells, in the unit of the feature. */
    WASSERSTEIN("wasserstein", null);

    private static final String JEFFREYS = "jeffreys";

    private final String key;
    private final @Nullable Generator generator;

    Measure(String key, @Nullable Generator generator) {
        this.key = key;
        this.generator = generator;
    }

    /** The name used in config, JSON and metrics, such as {@code reverse_kl}. */
    public String key() {
        return key;
    }

    /** The measure with this {@link #key()}, or {@code jeffreys} for {@link #PSI}; empty when there is none. */
    public static Optional<Measure> parse(String key) {
        if (key.equals(JEFFREYS)) {
            return Optional.of(PSI);
        }
        return Arrays.stream(values())
                .filter(measure -> measure.key.equals(key))
                .findFirst();
    }

    /** Whether {@link EvidenceFormula} holds for it: an f-divergence whose f is twice differentiable at 1. */
    public boolean isSmooth() {
        return generator != null && generator.isSmooth();
    }

    /** Whether its values are information, in nats; the others are pure numbers or in the unit of the feature. */
    public boolean isInNats() {
        return switch (this) {
            case KL, REVERSE_KL, PSI, JS -> true;
            case HELLINGER, TOTAL_VARIATION, CHI_SQUARE, KS, WASSERSTEIN -> false;
        };
    }

    /** Whether it depends on the order of the cells: {@link #KS} and {@link #WASSERSTEIN}. */
    public boolean isOrdered() {
        return generator == null;
    }

    /** The function it is computed from; for {@link #HELLINGER} that of the square. */
    Generator generator() {
        if (generator == null) {
            throw new IllegalArgumentException("measure: must be a sum over cells, was " + key);
        }
        return generator;
    }
}
