package io.klarion.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far a bar of power is from what can be had at all. Two tests of exactly the declared level: the likelihood ratio of
 * the very change to no change, by Neyman and Pearson's lemma the most powerful there is, for one who knows both; and χ² of window and reference,
 * for one who knows nothing, its limit simulated at shares that are known.
 */
final class KnownChange {

    static final String MOST_POWERFUL = "most_powerful_0.001";
    static final String CHI_SQUARE = "chi2_exact_0.001";

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int QUIET = 100_000;
    private static final int CHANGED = 4000;
    private static final int RAMP_WINDOWS = 60;

    private final Setting setting;
    private final Randomness random;

    KnownChange(Setting setting) {
        this.setting = setting;
        this.random = new Randomness(setting.seed("known change"));
    }

    /** Both tests in every change, and the most powerful of every single window of the ramp. */
    List<SimulationRow> rows() {
        List<SimulationRow> rows = new ArrayList<>();
        for (List<Scenario> kind : List.of(Scenario.NUMERIC, Scenario.CATEGORICAL)) {
            double[] before = shares(kind.get(0));
            ToDoubleFunction<long[]> chiSquare =
                    window -> -Statistics.chiSquareP(window, random.counts(setting.m(), before));
            double limit = limit(before, chiSquare);
            for (Scenario change : kind.subList(1, kind.size())) {
                double[] after = shares(change);
                rows.add(row(MOST_POWERFUL, change.name(), mostPowerful(before, after), OptionalDouble.empty()));
                rows.add(row(CHI_SQUARE, change.name(), alarms(after, chiSquare, limit), OptionalDouble.empty()));
            }
        }
        rows.add(ramp());
        return rows;
    }

    private SimulationRow ramp() {
        double[] before = shares(Scenario.NONE);
        double silent = 1;
        int window = 0;
        while (silent > 0.5 && window < RAMP_WINDOWS) {
            window++;
            double[] after = shares(Scenario.numeric(RampSimulation.SCENARIO, RampSimulation.STEP * window, 1));
            silent *= 1 - mostPowerful(before, after) / (double) CHANGED;
        }
        return row(MOST_POWERFUL, RampSimulation.SCENARIO, CHANGED, OptionalDouble.of(window));
    }

    private SimulationRow row(String rule, String scenario, long alarms, OptionalDouble delay) {
        return new SimulationRow(rule, setting, scenario, alarms, CHANGED, OptionalDouble.of(Rules.LEVEL), delay);
    }

    private long mostPowerful(double[] before, double[] after) {
        double[] logs = IntStream.range(0, before.length)
                .mapToDouble(cell -> after[cell] == before[cell] ? 0 : Math.log(after[cell] / before[cell]))
                .toArray();
        ToDoubleFunction<long[]> ratio = window -> IntStream.range(0, window.length)
                .mapToDouble(cell -> window[cell] == 0 ? 0 : window[cell] * logs[cell])
                .sum();
        return alarms(after, ratio, limit(before, ratio));
    }

    private double limit(double[] before, ToDoubleFunction<long[]> statistic) {
        double[] quiet = IntStream.range(0, QUIET)
                .mapToDouble(w -> statistic.applyAsDouble(random.counts(setting.n(), before)))
                .sorted()
                .toArray();
        return quiet[(int) Math.round(QUIET * (1 - Rules.LEVEL)) - 1];
    }

    private long alarms(double[] after, ToDoubleFunction<long[]> statistic, double limit) {
        return Stream.generate(() -> random.counts(setting.n(), after))
                .limit(CHANGED)
                .filter(window -> statistic.applyAsDouble(window) > limit)
                .count();
    }

    /** The shares of the population: k cells and missing values, or the cells of {@link CategoricalFeature}. */
    private double[] shares(Scenario scenario) {
        if (Scenario.CATEGORICAL.contains(scenario)) {
            return new CategoricalFeature(setting, random).shares(scenario);
        }
        double[] shares = new double[setting.k() + 1];
        Arrays.setAll(
                shares,
                cell -> cell == setting.k()
                        ? scenario.missing()
                        : (1 - scenario.missing()) * (below(cell + 1, scenario) - below(cell, scenario)));
        return shares;
    }

    private double below(int edge, Scenario scenario) {
        double quantile = NORMAL.inverseCumulativeProbability(edge / (double) setting.k());
        return NORMAL.cumulativeProbability((quantile - scenario.mean()) / scenario.scale());
    }
}
