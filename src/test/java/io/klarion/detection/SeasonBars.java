package io.klarion.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What references by calendar slot must reach. */
final class SeasonBars {

    private static final double SEEN = 0.95;

    private SeasonBars() {}

    static List<Bar> of(Findings findings) {
        List<Bar> bars = new ArrayList<>();
        for (String rule : List.of(Rules.KLARION_HOUR_OF_WEEK, Rules.KLARION_ZERO_HOUR_OF_WEEK)) {
            year(findings, rule, SeasonSimulation.QUIET)
                    .ifPresent(row -> bars.add(new Bar(
                            "a year with seasons, nothing happens: " + rule,
                            "not above " + Bars.percent(Rules.LEVEL) + " by more than chance",
                            row.alarms() + " of " + row.trials(),
                            Bars.keepsLevel(row))));
            year(findings, rule, SeasonSimulation.SUNDAYS)
                    .ifPresent(row -> bars.add(new Bar(
                            "a year with seasons, Sundays like Mondays: " + rule,
                            "at least " + Bars.percent(SEEN),
                            Bars.percent(row.rate()) + " of " + row.trials(),
                            row.rate() >= SEEN)));
        }
        series(findings, Objects.requireNonNull(SeasonCases.RULES.get(Rules.KLARION)))
                .ifPresent(fixed -> series(findings, Rules.KLARION_HOUR_OF_WEEK)
                        .ifPresent(seasonal -> bars.add(new Bar(
                                SeasonCases.SERIES + " in windows of 6 h: " + Rules.KLARION_HOUR_OF_WEEK,
                                "no more false windows than the static reference, and more changes",
                                seasonal.falseAlarms() + " against " + fixed.falseAlarms() + " of "
                                        + fixed.cleanWindows() + ", " + seasonal.found() + " against " + fixed.found()
                                        + " changes",
                                seasonal.falseAlarms() <= fixed.falseAlarms() && seasonal.found() > fixed.found()))));
        return bars;
    }

    private static Optional<SimulationRow> year(Findings findings, String rule, String scenario) {
        return findings.simulation().stream()
                .filter(row -> row.rule().equals(rule) && row.scenario().equals(scenario))
                .findFirst();
    }

    private static Optional<CaseRow> series(Findings findings, String rule) {
        return findings.cases().stream()
                .filter(row -> row.rule().equals(rule) && row.name().equals(SeasonCases.name(SeasonCases.HOURS.get(0))))
                .findFirst();
    }
}
