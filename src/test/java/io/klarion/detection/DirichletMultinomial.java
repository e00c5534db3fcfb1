package io.klarion.detection;

import java.util.Arrays;

/** Counts over cells whose shares are drawn first, from a Dirichlet law. */
final class DirichletMultinomial implements ShareLaw {

    private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

    private final int records;
    private final double[] weights;
    private final double total;
    private final double[] logGammas;
    private final double logOfTotal;

    /** Windows of {@code records}, their shares from the Dirichlet law with these weights, all above 0. */
    DirichletMultinomial(int records, double[] weights) {
        this.records = records;
        this.weights = weights.clone();
        this.total = Arrays.stream(weights).sum();
        this.logGammas =
                Arrays.stream(weights).map(DirichletMultinomial::logGamma).toArray();
        this.logOfTotal = logGamma(total) - logGamma(total + records);
    }

    @Override
    public long[] draw(Randomness random) {
        return random.counts(records, random.dirichlet(weights));
    }

    @Override
    public double logKernel(long[] counts) {
        double log = logOfTotal;
        for (int i = 0; i < weights.length; i++) {
            log += ofCell(i, counts[i]);
        }
        return log;
    }

    private double ofCell(int cell, long count) {
        return count == 0 ? 0 : logGamma(weights[cell] + count) - logGammas[cell];
    }

    @Override
    public double[] shares() {
        return Arrays.stream(weights).map(weight -> weight / total).toArray();
    }

    @Override
    public ShareLaw leaning(double[] powers) {
        double[] leaning = shares();
        Arrays.setAll(leaning, cell -> leaning[cell] * Math.exp(powers[cell]));
        double sum = Arrays.stream(leaning).sum();
        return new DirichletMultinomial(
                records,
                Arrays.stream(leaning).map(share -> share / sum * total).toArray());
    }

    /** The other weights stay as they are. */
    @Override
    public Gain gaining(int cell, double share) {
        double[] gaining = weights.clone();
        gaining[cell] = (total - weights[cell]) * share / (1 - share);
        DirichletMultinomial law = new DirichletMultinomial(records, gaining);
        return new Gain(
                law, cell, count -> law.ofCell(cell, count) - ofCell(cell, count) + law.logOfTotal - logOfTotal);
    }

    /** ln Γ(x) for x > 0: Stirling's series from 10 on, the recurrence below; absolute error below 1e-10. */
    static double logGamma(double x) {
        double up = x;
        double below = 1;
        while (up < 10) {
            below *= up;
            up++;
        }
        double square = up * up;
        double series = (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / up;
        return (up - 0.5) * Math.log(up) - up + HALF_LOG_TWO_PI + series - Math.log(below);
    }
}
