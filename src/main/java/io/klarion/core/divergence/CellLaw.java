package io.klarion.core.divergence;

/**
 * How the records of one cell fall on window and reference when nothing differs: binomial, given how many there are in
 * both. Holds the law as a table of scores and probabilities on a grid fine enough to be summed.
 *
 * <p>With t records in both sides, shares θ = n/N and 1 − θ of the records on either side, E = tθ, E′ = t(1 − θ) and
 * V = tθ(1 − θ), the score of a records in the window (b = t − a in the reference) is
 *
 * <pre>{@code
 * G = 2 [a ln(a/E) + b ln(b/E′)]            the cell's part of the likelihood ratio
 * C = (a − E)² / max(V, 1)                  the cell's part of Pearson's χ², tamed where less than one is expected
 * f = max(G, min(C, G + 12))
 * }</pre>
 *
 * <p>Pearson's statistic sees a rare cell that gains, G one that the smaller side lacks; the larger of the two sees both. The
 * cap keeps E[exp(s f)] finite up to s = ½, as for χ² itself, so that the tail can be computed.
 */
final class CellLaw {

    private static final double CAP = 12;
    private static final double COMMONPLACE = 3;
    private static final double COMMON = 15;
    /* Below half of COMMON: G is at most twice C, as ln(1 + x) is at most x. */
    private static final double SURELY_COMMON = 7;
    private static final int POINTS_A_DEVIATION = 2;
    private static final int MOST_POINTS = 400;
    private static final double NEGLIGIBLE = 36;

    private final double expected;
    private double[] offsets = new double[16];
    private double[] scores = new double[16];
    private double[] logs = new double[16];
    private int size;

    private CellLaw(double expected) {
        this.expected = expected;
    }

    /**
     * The law of a cell with {@code total} records in both sides.
     *
     * @param share θ, in (0, 1)
     * @param tilt the largest s at which sums over the grid must still hold, in [0, ½)
     */
    static CellLaw of(double total, double share, double tilt) {
        CellLaw law = new CellLaw(total * share);
        double variance = total * share * (1 - share);
        double stride = Math.max(1, Math.floor(StrictMath.sqrt(variance) / POINTS_A_DEVIATION));
        double start = Math.rint(law.expected);
        law.extend(total, share, start, stride, tilt);
        law.extend(total, share, start - stride, -stride, tilt);
        return law;
    }

    /**
     * The law of an interval whose edges are values of the reference, {@code reference} of which lie in it: the number of the
     * window's records between them is negative binomial, {@code P(a) = C(a + b − 1, a) θ^a (1 − θ)^b}.
     */
    static CellLaw between(double reference, double share, double tilt) {
        double odds = share / (1 - share);
        CellLaw law = new CellLaw(reference * odds);
        double deviation = StrictMath.sqrt(reference * odds * (1 + odds));
        double stride = Math.max(1, Math.floor(deviation / POINTS_A_DEVIATION));
        double start = Math.rint(law.expected);
        law.extendBetween(reference, share, start, stride, tilt);
        law.extendBetween(reference, share, start - stride, -stride, tilt);
        return law;
    }

    private void extendBetween(double reference, double share, double from, double step, double tilt) {
        double logStride = NaturalLog.of(Math.abs(step));
        for (double a = from; a >= 0 && size < MOST_POINTS; a += step) {
            double total = a + reference;
            double g = likelihoodRatio(a, total, share);
            double f = score(g, a, total, share);
            double log = logProbability(g, a, total) + NaturalLog.of(reference / total);
            add(a - expected, f, log + logStride);
            if (log + tilt * f < -NEGLIGIBLE) {
                return;
            }
        }
    }

    /**
     * The law of a cell beyond the end of a range that was cut at the reference's own extreme: the number of the window's
     * records beyond the extreme of m is geometric, {@code P(a) = (1 − θ) θ^a}. Its score is that of a reference with the one record
     * at the edge.
     */
    static CellLaw beyondExtreme(double share, double tilt) {
        CellLaw law = new CellLaw(share / (1 - share));
        double stride = Math.max(1, Math.floor(law.expected / 8));
        double log = NaturalLog.of(1 - share) + NaturalLog.of(stride);
        double slope = NaturalLog.of(share);
        for (double a = (stride - 1) / 2; law.size < MOST_POINTS; a += stride) {
            double f = scoreBeyondExtreme(a, share);
            law.add(a - law.expected, f, log + a * slope);
            if (log + a * slope + tilt * f < -NEGLIGIBLE) {
                break;
            }
        }
        return law;
    }

    /** The score of {@code a} records beyond the extreme: −2 ln P(A ≥ a) less 3, at least 0. */
    static double scoreBeyondExtreme(double a, double share) {
        return Math.max(0, -2 * a * NaturalLog.of(share) - COMMONPLACE);
    }

    double expected() {
        return expected;
    }

    private void extend(double total, double share, double from, double step, double tilt) {
        double logStride = NaturalLog.of(Math.abs(step));
        for (double a = from; a >= 0 && a <= total && size < MOST_POINTS; a += step) {
            double g = likelihoodRatio(a, total, share);
            double f = score(g, a, total, share);
            double log = logProbability(g, a, total);
            add(a - expected, f, log + logStride);
            if (log + tilt * f < -NEGLIGIBLE) {
                return;
            }
        }
    }

    private void add(double offset, double score, double log) {
        if (size == offsets.length) {
            offsets = java.util.Arrays.copyOf(offsets, 2 * size);
            scores = java.util.Arrays.copyOf(scores, 2 * size);
            logs = java.util.Arrays.copyOf(logs, 2 * size);
        }
        offsets[size] = offset;
        scores[size] = score;
        logs[size] = log;
        size++;
    }

    /** The score f of {@code a} of {@code total} records in the window. */
    static double score(double a, double total, double share) {
        double distance = a - total * share;
        double variance = total * share * (1 - share);
        return isPlain(distance, variance, share) && distance * distance / variance <= SURELY_COMMON
                ? distance * distance / variance
                : score(likelihoodRatio(a, total, share), a, total, share);
    }

    private static boolean isPlain(double distance, double variance, double share) {
        boolean referenceLacks = share > 0.5 && distance > 0;
        return variance >= 1 && !referenceLacks;
    }

    private static double score(double g, double a, double total, double share) {
        double distance = a - total * share;
        double variance = total * share * (1 - share);
        if (!isPlain(distance, variance, share)) {
            return g;
        }
        double pearson = distance * distance / variance;
        return Math.max(g, pearson) <= COMMON ? pearson : Math.max(g, Math.min(pearson, g + CAP));
    }

    private static double likelihoodRatio(double a, double total, double share) {
        return Math.max(0, 2 * (part(a, total * share) + part(total - a, total * (1 - share))));
    }

    private static double part(double observed, double expected) {
        return observed == 0 ? 0 : observed * NaturalLog.of(observed / expected);
    }

    /* ln of the binomial probability: exp(−G/2) times Stirling's factors [C. Loader 2000]. */
    private static double logProbability(double g, double a, double total) {
        double b = total - a;
        double width = a == 0 || b == 0 ? 0 : NaturalLog.of(total / (2 * Math.PI * a * b)) / 2;
        return width - g / 2 + (a == 0 || b == 0 ? 0 : Stirling.error(total) - Stirling.error(a) - Stirling.error(b));
    }

    /**
     * Adds ln E[exp(s f + v (a − E))] and its first and second derivatives to {@code sums}: K, K_s, K_v, K_ss, K_sv,
     * K_vv.
     */
    void addCumulants(double s, double v, double[] sums) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            highest = Math.max(highest, logs[i] + s * scores[i] + v * offsets[i]);
        }
        double mass = 0;
        double meanScore = 0;
        double meanOffset = 0;
        double scoreSquares = 0;
        double products = 0;
        double offsetSquares = 0;
        for (int i = 0; i < size; i++) {
            double weight = StrictMath.exp(logs[i] + s * scores[i] + v * offsets[i] - highest);
            mass += weight;
            meanScore += weight * scores[i];
            meanOffset += weight * offsets[i];
            scoreSquares += weight * scores[i] * scores[i];
            products += weight * scores[i] * offsets[i];
            offsetSquares += weight * offsets[i] * offsets[i];
        }
        meanScore /= mass;
        meanOffset /= mass;
        sums[0] += highest + NaturalLog.of(mass);
        sums[1] += meanScore;
        sums[2] += meanOffset;
        sums[3] += scoreSquares / mass - meanScore * meanScore;
        sums[4] += products / mass - meanScore * meanOffset;
        sums[5] += offsetSquares / mass - meanOffset * meanOffset;
    }
}
