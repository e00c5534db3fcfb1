package io.klarion.detection;

import java.util.Arrays;

/** Counts over cells with known shares. */
final class FixedShares implements ShareLaw {

    private final int records;
    private final double[] shares;
    private final double[] logs;

    /** Windows of {@code records}, independent draws with these shares. */
    FixedShares(int records, double[] shares) {
        this.records = records;
        this.shares = shares.clone();
        this.logs = Arrays.stream(shares).map(Math::log).toArray();
    }

    @Override
    public long[] draw(Randomness random) {
        return random.counts(records, shares);
    }

    @Override
    public double logKernel(long[] counts) {
        double log = 0;
        for (int i = 0; i < shares.length; i++) {
            log += counts[i] == 0 ? 0 : counts[i] * logs[i];
        }
        return log;
    }

    @Override
    public double[] shares() {
        return shares.clone();
    }

    @Override
    public ShareLaw leaning(double[] powers) {
        double[] leaning = shares();
        Arrays.setAll(leaning, cell -> leaning[cell] * Math.exp(powers[cell]));
        double sum = Arrays.stream(leaning).sum();
        return new FixedShares(
                records, Arrays.stream(leaning).map(share -> share / sum).toArray());
    }

    @Override
    public Gain gaining(int cell, double share) {
        double rest = (1 - share) / (1 - shares[cell]);
        double[] gaining = Arrays.stream(shares).map(before -> before * rest).toArray();
        gaining[cell] = share;
        double gain = Math.log(share / shares[cell]);
        double loss = Math.log(rest);
        return new Gain(new FixedShares(records, gaining), cell, count -> count * gain + (records - count) * loss);
    }
}
