package io.klarion.core.divergence;

/**
 * The convex function f behind an f-divergence {@code D = Σ q f(p/q)}; every smooth measure is computed from it.
 *
 * <p>Each f is written in the form with f(1) = f′(1) = 0, that is, with the first-order term −f′(1)(t − 1) of the
 * textbook form already taken off. That changes no divergence, because Σ(p − q) = 0, but makes every term at least 0.
 * Sources: [1] I. Csiszár, Information-type measures of difference of probability distributions, Studia Sci. Math.
 * Hungar. 2 (1967) 299–318; [2] F. Liese, I. Vajda, On divergences and informations in statistics and information
 * theory, IEEE Trans. Inf. Theory 52 (2006), doi:10.1109/TIT.2006.881731.
 */
enum Generator {
    /** {@code t ln t − t + 1}. */
    KL(1, 1, Double.POSITIVE_INFINITY) {
        @Override
        double value(Ratio t) {
            return t.isNear() ? t.excess() * t.log() - t.logGap() : t.value() * t.log() - t.excess();
        }

        @Override
        double slope(Ratio t) {
            return t.log();
        }
    },

    /** {@code −ln t + t − 1}. */
    REVERSE_KL(1, Double.POSITIVE_INFINITY, 1) {
        @Override
        double value(Ratio t) {
            return t.logGap();
        }

        @Override
        double slope(Ratio t) {
            return t.excess() / t.value();
        }
    },

    /** {@code (t − 1) ln t}. */
    JEFFREYS(2, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY) {
        @Override
        double value(Ratio t) {
            return t.excess() * t.log();
        }

        @Override
        double slope(Ratio t) {
            return t.log() + t.excess() / t.value();
        }
    },

    /** {@code ½ [t ln t − (t + 1) ln((t + 1)/2)]}: half of KL to the mixture from either side. */
    JENSEN_SHANNON(1.0 / 4, StrictMath.log(2) / 2, StrictMath.log(2) / 2) {
        @Override
        double value(Ratio t) {
            return jensenShannon(t.value(), t.excess(), t.log());
        }

        @Override
        double slope(Ratio t) {
            return toMixture(t.value(), t.excess()).log() / 2;
        }
    },

    /** {@code ½ (√t − 1)²}. */
    SQUARED_HELLINGER(1.0 / 4, 1.0 / 2, 1.0 / 2) {
        @Override
        double value(Ratio t) {
            double distance = t.excess() / (1 + StrictMath.sqrt(t.value()));
            return distance * distance / 2;
        }

        @Override
        double slope(Ratio t) {
            double root = StrictMath.sqrt(t.value());
            return t.excess() / (1 + root) / root / 2;
        }
    },

    /** {@code ½ |t − 1|}; has a corner at 1. */
    TOTAL_VARIATION(Double.POSITIVE_INFINITY, 1.0 / 2, 1.0 / 2) {
        @Override
        double value(Ratio t) {
            return Math.abs(t.excess()) / 2;
        }

        @Override
        double slope(Ratio t) {
            return Math.signum(t.excess()) / 2;
        }
    },

    /** {@code (t − 1)²}. */
    PEARSON(2, 1, Double.POSITIVE_INFINITY) {
        @Override
        double value(Ratio t) {
            return t.excess() * t.excess();
        }

        @Override
        double slope(Ratio t) {
            return 2 * t.excess();
        }
    };

    private static final double SMALL_SQUARE = 0x1p-18;
    private static final double NEAR_SQUARE = 0.25;

    private final double curvature;
    private final double atZero;
    private final double atInfinity;

    Generator(double curvature, double atZero, double atInfinity) {
        this.curvature = curvature;
        this.atZero = atZero;
        this.atInfinity = atInfinity;
    }

    /** f(t) for t > 0. */
    abstract double value(Ratio t);

    /** f′(t) for t > 0. */
    abstract double slope(Ratio t);

    /**
     * {@link #JENSEN_SHANNON} of the ratio t, t − 1 and ln t, with one logarithm more. Near t = 1, with u = (t − 1)/(t + 1), the
     * shares are (1 ± u) times their mixture and {@code f(t) = ¼ (t + 1) [u ln t + ln(1 − u²)]}, of which at most two thirds cancel.
     */
    static double jensenShannon(double t, double excess, double log) {
        double onePlus = 1 + t;
        double u = excess / onePlus;
        double square = u * u;
        return square < NEAR_SQUARE ? onePlus * (u * log + logOfOneMinus(square)) / 4 : farJensenShannon(t, log);
    }

    private static double logOfOneMinus(double square) {
        return square < SMALL_SQUARE
                ? -square * (1 + square * (1.0 / 2 + square * (1.0 / 3)))
                : NaturalLog.ofOnePlus(-square);
    }

    /* f(t) = t f(1/t), so r is at most 1/3, where the textbook form keeps its digits. */
    private static double farJensenShannon(double t, double log) {
        double r = t < 1 ? t : 1 / t;
        return Math.max(1, t) * (-r * Math.abs(log) - (1 + r) * NaturalLog.of((1 + r) / 2)) / 2;
    }

    private static Ratio toMixture(double t, double excess) {
        return new Ratio(2 * t / (1 + t), excess / (1 + t));
    }

    /** f″(1); infinite where f has a corner there. */
    double curvature() {
        return curvature;
    }

    /** f(0), possibly infinite. */
    double atZero() {
        return atZero;
    }

    /** The limit of f(t)/t for t → ∞, possibly infinite. */
    double atInfinity() {
        return atInfinity;
    }

    /** Whether f is twice differentiable at 1. */
    boolean isSmooth() {
        return Double.isFinite(curvature);
    }

    /**
     * One cell's term {@code q f(p/q)} of the divergence, at least 0: 0 where p = q (also 0 and 0), {@code q f(0)}
     * where only p is 0, {@code p lim f(t)/t} where only q is 0.
     */
    double term(double p, double q) {
        if (p == q) {
            return 0;
        }
        if (p == 0) {
            return q * atZero;
        }
        return q == 0 ? p * atInfinity : q * value(Ratio.of(p, q));
    }

    /** The {@link #term(double, double)} of every cell of {@code pair}. */
    double[] terms(SharePair pair) {
        double[] terms = new double[pair.cells()];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = term(pair.window(i), pair.reference(i));
        }
        return terms;
    }
}
