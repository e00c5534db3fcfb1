package io.klarion.detection;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Counts of records drawn without replacement from cells with known totals: multivariate hypergeometric. */
final class WithoutReplacement implements CountLaw {

    private final int records;
    private final long[] totals;
    private final double[] logFactorials;
    private final double log;

    /** Windows of {@code records} out of these. */
    WithoutReplacement(int records, long[] totals) {
        this.records = records;
        this.totals = totals.clone();
        this.logFactorials = LongStream.of(totals)
                .mapToDouble(WithoutReplacement::logFactorial)
                .toArray();
        long all = LongStream.of(totals).sum();
        this.log = logFactorial(all - records) - logFactorial(all);
    }

    @Override
    public long[] draw(Randomness random) {
        long[] counts = new long[totals.length];
        long rest = LongStream.of(totals).sum();
        long left = records;
        for (int i = 0; i < totals.length; i++) {
            rest -= totals[i];
            counts[i] = random.hypergeometric(totals[i], rest, left);
            left -= counts[i];
        }
        return counts;
    }

    /** Minus infinity where a cell has not as many. */
    @Override
    public double logKernel(long[] counts) {
        double sum = log;
        for (int i = 0; i < totals.length; i++) {
            if (counts[i] > totals[i]) {
                return Double.NEGATIVE_INFINITY;
            }
            sum += counts[i] == 0 ? 0 : logFactorials[i] - logFactorial(totals[i] - counts[i]);
        }
        return sum;
    }

    /** With replacement, the same mean shares. */
    FixedShares replacing() {
        double all = LongStream.of(totals).sum();
        return new FixedShares(
                records, Arrays.stream(totals).mapToDouble(total -> total / all).toArray());
    }

    private static double logFactorial(long x) {
        return DirichletMultinomial.logGamma(x + 1.0);
    }
}
