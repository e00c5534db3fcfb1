package io.klarion.detection;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.distribution.CellLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What detection must reach, held against what was measured. */
final class Bars {

    /** Alarms more improbable than this at the declared level are too many. About 300 such checks are made. */
    static final double CHANCE = 1e-4;

    private final Findings findings;
    private final List<Bar> bars = new ArrayList<>();

    private Bars(Findings findings) {
        this.findings = findings;
    }

    /** All bars that the findings can decide. */
    static List<Bar> of(Findings findings) {
        Bars bars = new Bars(findings);
        for (AlarmRule rule : Rules.KLARIONS) {
            bars.level(rule.name());
        }
        for (String rule : Rivals.OF) {
            for (Rivals.Streams streams : Rivals.Streams.values()) {
                bars.bestPower(rule, streams);
            }
            bars.power(rule, "mean+0.5sd", 200, 0.97);
            bars.power(rule, "mean+0.25sd", 1000, 0.99);
            bars.power(rule, "category_mix_5%", 1000, 0.92);
            bars.power(rule, "missing_1%->3%", 1000, 0.65);
            bars.ramp(rule, 200, 11);
            bars.ramp(rule, 1000, 7);
            bars.ramp(rule, 10_000, 5);
        }
        bars.streams();
        bars.atTheThreshold();
        bars.pairs();
        bars.nothingToJudge();
        bars.bars.addAll(SeasonBars.of(findings));
        if (!findings.cases().isEmpty()) {
            bars.cases();
        }
        return bars.bars;
    }

    /** Whether so many alarms are no more than chance allows at the declared level. */
    static boolean keepsLevel(SimulationRow row) {
        return Rivals.keepsLevel(row, CHANCE);
    }

    private Stream<SimulationRow> quiet(String rule) {
        return findings.simulation().stream()
                .filter(row -> row.rule().equals(rule)
                        && row.scenario().startsWith(Scenario.NONE.name())
                        && !row.scenario().equals(JointSimulation.NOTHING));
    }

    /* Where the first look left a doubt, the second counts. */
    private void level(String rule) {
        List<SimulationRow> last = quiet(rule)
                .map(row ->
                        findings.rowAgain(rule, row.scenario(), row.setting()).orElse(row))
                .toList();
        List<SimulationRow> above =
                last.stream().filter(row -> !keepsLevel(row)).toList();
        Optional<SimulationRow> worst = last.stream().max(Comparator.comparingDouble(SimulationRow::rate));
        long again = last.stream()
                .filter(row ->
                        findings.rowAgain(rule, row.scenario(), row.setting()).isPresent())
                .count();
        long alarms = quiet(rule).mapToLong(SimulationRow::alarms).sum();
        long trials = quiet(rule).mapToLong(SimulationRow::trials).sum();
        worst.ifPresent(row -> bars.add(new Bar(
                "level on independent draws: " + rule,
                "no cell of the grid above " + percent(Rules.level(rule)) + " by more than chance",
                above.size() + " cells above; all cells together " + percent(alarms / (double) trials) + ", "
                        + again + " in doubt and looked at again; worst "
                        + percent(row.rate()) + " at " + row.setting().name() + " " + row.scenario(),
                above.isEmpty())));
    }

    /* Behind is what a second look confirms. */
    private void bestPower(String rule, Rivals.Streams streams) {
        Rivals rivals = new Rivals(findings, streams);
        List<SimulationRow> changes = rivals.changes(rule);
        if (changes.isEmpty()) {
            return;
        }
        long seeming = changes.stream()
                .flatMap(own -> rivals.first(own).stream())
                .filter(beside -> beside.isBehind(Rivals.POINTS))
                .count();
        List<Rivals.Beside> behind = changes.stream()
                .flatMap(own -> rivals.second(own).stream())
                .filter(beside -> beside.isBehind(Rivals.POINTS))
                .toList();
        bars.add(new Bar(
                "power beside the best rule that keeps the level " + streams.text() + ": " + rule,
                "at most 5 points behind in any cell of the grid",
                behind.size() + " of " + changes.size() + " cells behind at the second look, " + seeming
                        + " at the first" + (behind.isEmpty() ? "" : "; such as " + text(behind.get(0))),
                behind.isEmpty()));
    }

    private static String text(Rivals.Beside beside) {
        SimulationRow own = beside.own();
        SimulationRow best = beside.best();
        return own.setting().name() + " " + own.scenario() + ": " + percent(own.rate()) + " against "
                + percent(best.rate()) + " of " + best.rule();
    }

    /** Whether the row is a change of the grid. */
    static boolean isChange(SimulationRow row) {
        return !row.isNull()
                && row.falseAlarmRate().isPresent()
                && Stream.concat(Scenario.NUMERIC.stream(), Scenario.CATEGORICAL.stream())
                        .anyMatch(scenario -> scenario.name().equals(row.scenario()));
    }

    private void power(String rule, String scenario, int n, double least) {
        rate(rule, scenario, new Setting(n, 10, 10_000), "at least " + percent(least), rate -> rate >= least);
    }

    private void rate(String rule, String scenario, Setting setting, String limit, DoublePredicate isMet) {
        findings.row(rule, scenario, setting)
                .ifPresent(row -> bars.add(new Bar(
                        scenario + ", " + setting.name() + ": " + rule,
                        limit,
                        percent(row.rate()) + " of " + row.trials(),
                        isMet.test(row.rate()))));
    }

    private void ramp(String rule, int n, int most) {
        findings.row(rule, RampSimulation.SCENARIO, new Setting(n, 10, 10_000))
                .ifPresent(row -> bars.add(new Bar(
                        RampSimulation.SCENARIO + ", n=" + n + ": " + rule,
                        "median at most " + most + " windows",
                        number(row.delayWindows().orElse(Double.NaN)) + " windows",
                        row.delayWindows().orElse(Double.NaN) <= most)));
    }

    private void streams() {
        Setting thirty = SimulationPlan.FULL.streams().get(0);
        rate(Rules.KLARION_ZERO, SimulationPlan.STREAM, thirty, "at most 0.3 %", rate -> rate <= 3 * Rules.LEVEL);
        rate(Rules.KLARION_LOW, SimulationPlan.STREAM, thirty, "none", rate -> rate == 0);
    }

    /* A divergence of just the threshold is not beyond it. */
    private void atTheThreshold() {
        String scenario = PowerCurve.PREFIX + DetectSpec.DEFAULT.threshold();
        for (Setting setting : SimulationPlan.FULL.curves()) {
            findings.row(Rules.KLARION, scenario, setting)
                    .ifPresent(row -> bars.add(new Bar(
                            "divergence of just the threshold, " + setting.name() + ": " + Rules.KLARION,
                            "not above " + percent(Rules.level(Rules.KLARION)) + " by more than chance",
                            row.alarms() + " of " + row.trials(),
                            keepsLevel(row))));
        }
    }

    private void pairs() {
        for (Setting setting : SimulationPlan.FULL.pairs()) {
            findings.row(Rules.KLARION_ZERO, JointSimulation.SCENARIO, setting)
                    .ifPresent(row -> bars.add(new Bar(
                            "changed relation only: the margins stay silent",
                            "not above the level by more than chance",
                            row.alarms() + " of " + row.trials(),
                            keepsLevel(row))));
            pair(setting, JointSimulation.NOTHING, "null pairs: the pair keeps the level", Bars::keepsLevel);
            pair(setting, JointSimulation.MARGINS, "margins only: the pair stays silent", Bars::keepsLevel);
            pair(
                    setting,
                    JointSimulation.SCENARIO,
                    "changed relation only: the pair finds it",
                    row -> row.rate() >= 0.99);
        }
    }

    private void pair(Setting setting, String scenario, String name, Predicate<SimulationRow> isMet) {
        findings.row(JointSimulation.PAIR_ZERO, scenario, setting)
                .ifPresent(row -> bars.add(new Bar(
                        name,
                        scenario.equals(JointSimulation.SCENARIO)
                                ? "at least 99 %"
                                : "not above the level by more than chance",
                        row.alarms() + " of " + row.trials() + " at " + setting.name(),
                        isMet.test(row))));
    }

    private void nothingToJudge() {
        Setting setting = new Setting(1000, 20, 10_000);
        ReferenceSample sample = new NumericFeature(setting, new Randomness(setting.seed("few")))
                .draw()
                .reference();
        CellLayout layout = sample.layout();
        KlarionMonitor monitor = new KlarionMonitor(layout, sample.timed(), sample.window(), Rules.withThreshold(0));
        long[] missing = new long[layout.cells()];
        missing[layout.cells() - 2] = 1000;
        long[] few = new long[layout.cells()];
        few[0] = 9;
        List<FeatureState> states = Stream.of(new long[layout.cells()], missing, few)
                .map(cells -> monitor.judge(0, cells).features().get(0).state())
                .toList();
        bars.add(new Bar(
                "empty window, all missing, 9 records",
                "never drift",
                states.toString(),
                !states.contains(FeatureState.DRIFT)));
    }

    private void cases() {
        CaseScore score = CaseScore.of(Rules.KLARION, findings.cases());
        bars.add(new Bar(
                "independent controls",
                "at most 3 of 142 windows",
                score.controlAlarms() + " of " + score.controlWindows(),
                score.controlAlarms() <= 3));
        bars.add(new Bar(
                "real series: clean windows that alarm",
                "at most 9 %",
                percent(score.realShare()),
                score.realShare() <= 0.09));
        bars.add(new Bar(
                "real series: labelled changes found",
                "at least 31 of 32",
                score.found() + " of " + score.changes(),
                score.found() >= 31));
    }

    static String percent(double share) {
        return number(share * 100) + " %";
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
