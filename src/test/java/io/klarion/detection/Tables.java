package io.klarion.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The tables of the page. */
final class Tables {

    private static final List<String> COMPARED = List.of(
            Rules.KLARION,
            Rules.KLARION_ZERO,
            Rules.KLARION_ZERO_UNTIMED,
            "psi>0.1",
            "psi>0.2",
            "kl>0.1",
            "js_distance>0.1",
            "chi2_0.05",
            "chi2_0.001",
            "ks_0.05",
            "nannyml_mean+3sd",
            "g_0.001");
    private static final String NOT_RUN = "–";

    private final Findings findings;

    private Tables(Findings findings) {
        this.findings = findings;
    }

    static String of(Findings findings, List<Bar> bars) {
        Tables tables = new Tables(findings);
        List<MarkdownTable> all = new ArrayList<>(List.of(
                bars(bars),
                tables.behind(Rivals.Streams.EVERY),
                tables.behind(Rivals.Streams.OWN),
                tables.rivals(),
                tables.scenarios("False alarms where nothing happens, %", NullStream.names(), COMPARED),
                tables.scenarios(
                        "False alarms of categories that a reference lists, where nothing happens, %",
                        CollectedFeature.Tail.names(), COMPARED),
                tables.scenarios(
                        "Streams that depend on themselves, false alarms, %",
                        List.of(SimulationPlan.STREAM),
                        columns(COMPARED, List.of(Rules.KLARION_LEARNED, Rules.KLARION_ZERO_LEARNED))),
                tables.curve(),
                tables.ramps(),
                tables.scenarios(
                        "Power, %",
                        Stream.concat(Scenario.NUMERIC.stream(), Scenario.CATEGORICAL.stream())
                                .filter(scenario -> !scenario.isNull())
                                .map(Scenario::name)
                                .toList(),
                        COMPARED),
                tables.known(),
                tables.year(),
                tables.tails()));
        if (!findings.cases().isEmpty()) {
            all.add(tables.pooled());
            all.add(tables.cases());
            all.add(tables.seasons());
        }
        return String.join("\n", all.stream().map(MarkdownTable::toString).toList());
    }

    private static MarkdownTable bars(List<Bar> bars) {
        MarkdownTable table = new MarkdownTable("Bars", List.of("bar", "demand", "measured", "standing"));
        bars.forEach(bar -> table.row(
                List.of(bar.name(), bar.limit(), bar.measured(), bar.standing().text())));
        return table;
    }

    private MarkdownTable scenarios(String heading, List<String> scenarios, List<String> rules) {
        MarkdownTable table = new MarkdownTable(heading, columns(List.of("scenario", "n", "k", "m"), rules));
        for (String scenario : scenarios) {
            for (Setting setting : settings(scenario)) {
                table.row(columns(
                        List.of(
                                scenario,
                                String.valueOf(setting.n()),
                                String.valueOf(setting.k()),
                                String.valueOf(setting.m())),
                        rules.stream()
                                .map(rule -> rate(rule, scenario, setting))
                                .toList()));
            }
        }
        return table;
    }

    /* The cells that seem behind, and what the second look says of them. */
    private MarkdownTable behind(Rivals.Streams streams) {
        MarkdownTable table = new MarkdownTable(
                "Cells that seem behind rivals that keep the level " + streams.text() + ", %",
                List.of("rule", "scenario", "n", "k", "m", "first look", "second look"));
        Rivals rivals = new Rivals(findings, streams);
        Rivals.OF.stream()
                .flatMap(rule -> rivals.changes(rule).stream())
                .filter(own -> rivals.first(own)
                        .filter(beside -> beside.isBehind(Rivals.SUSPECT))
                        .isPresent())
                .forEach(own -> table.row(columns(
                        placed(own),
                        Stream.of(rivals.first(own), rivals.second(own))
                                .map(beside -> beside.map(Tables::beside).orElse("no rival left"))
                                .toList())));
        return table;
    }

    private static List<String> placed(SimulationRow row) {
        return List.of(
                row.rule(),
                row.scenario(),
                String.valueOf(row.setting().n()),
                String.valueOf(row.setting().k()),
                String.valueOf(row.setting().m()));
    }

    /* How often rules that seem ahead alarm where nothing happens. */
    private MarkdownTable rivals() {
        MarkdownTable table = new MarkdownTable(
                "Rules that seem ahead, false alarms, %",
                List.of("rule", "scenario", "n", "k", "m", "first look", "second look", "keeps 0.1 %"));
        findings.again().stream()
                .filter(SimulationRow::isNull)
                .forEach(row -> table.row(columns(
                        placed(row),
                        List.of(
                                rate(row.rule(), row.scenario(), row.setting()),
                                Bars.number(100 * row.rate()),
                                Rivals.keepsLevel(row, Rivals.DOUBT) ? "yes" : "no"))));
        return table;
    }

    private static String beside(Rivals.Beside beside) {
        return Bars.number(100 * beside.own().rate()) + " against "
                + Bars.number(100 * beside.best().rate()) + " of "
                + beside.best().rule()
                + (beside.isBehind(Rivals.POINTS) ? ", behind" : "");
    }

    private MarkdownTable curve() {
        List<String> rules = List.of(Rules.KLARION, Rules.KLARION_UNTIMED, Rules.KLARION_ZERO);
        MarkdownTable table = new MarkdownTable(
                "Power against the true divergence, %", columns(List.of("true KL", "n", "k", "m"), rules));
        for (String scenario : names(PowerCurve.PREFIX)) {
            for (Setting setting : settings(scenario)) {
                table.row(columns(
                        List.of(
                                scenario.substring(PowerCurve.PREFIX.length()),
                                String.valueOf(setting.n()),
                                String.valueOf(setting.k()),
                                String.valueOf(setting.m())),
                        rules.stream()
                                .map(rule -> rate(rule, scenario, setting))
                                .toList()));
            }
        }
        return table;
    }

    private MarkdownTable ramps() {
        List<Setting> settings = settings(RampSimulation.SCENARIO);
        MarkdownTable table = new MarkdownTable(
                "Ramp of 0.02 sd a window, median windows to the first alarm",
                columns(List.of("rule"), settings.stream().map(Setting::name).toList()));
        for (String rule :
                columns(Rules.ALL.stream().map(AlarmRule::name).toList(), List.of(KnownChange.MOST_POWERFUL))) {
            table.row(columns(
                    List.of(rule),
                    settings.stream()
                            .map(setting -> findings.row(rule, RampSimulation.SCENARIO, setting)
                                    .map(row -> Bars.number(row.delayWindows().orElse(Double.NaN)))
                                    .orElse(NOT_RUN))
                            .toList()));
        }
        return table;
    }

    private MarkdownTable known() {
        List<String> rules = List.of(
                Rules.KLARION_ZERO, Rules.KLARION_ZERO_UNTIMED, KnownChange.CHI_SQUARE, KnownChange.MOST_POWERFUL);
        MarkdownTable table = new MarkdownTable(
                "Power beside tests of exactly 0.1 %, %", columns(List.of("scenario", "n", "k", "m"), rules));
        findings.simulation().stream()
                .filter(row -> row.rule().equals(KnownChange.MOST_POWERFUL))
                .filter(row -> row.delayWindows().isEmpty())
                .forEach(row -> table.row(columns(
                        List.of(
                                row.scenario(),
                                String.valueOf(row.setting().n()),
                                String.valueOf(row.setting().k()),
                                String.valueOf(row.setting().m())),
                        rules.stream()
                                .map(rule -> rate(rule, row.scenario(), row.setting()))
                                .toList())));
        return table;
    }

    private MarkdownTable year() {
        MarkdownTable table = new MarkdownTable(
                "A year of hours with a weekly season and two changes of the clock, % of windows that alarm",
                List.of("rule", "nothing happens", "Sundays like Mondays"));
        for (String rule : SeasonSimulation.RULES) {
            table.row(List.of(rule, ofYear(rule, SeasonSimulation.QUIET), ofYear(rule, SeasonSimulation.SUNDAYS)));
        }
        return table;
    }

    private String ofYear(String rule, String scenario) {
        return settings(scenario).stream()
                .findFirst()
                .flatMap(setting -> findings.row(rule, scenario, setting))
                .map(row -> Bars.number(100 * row.rate()) + " (" + row.alarms() + " of " + row.trials() + ")")
                .orElse(NOT_RUN);
    }

    private MarkdownTable seasons() {
        MarkdownTable table = new MarkdownTable(
                "By the hour of the week: " + SeasonCases.SERIES,
                List.of("windows of", "rule", "clean windows", "false windows", "changes found"));
        findings.cases().stream()
                .filter(row -> row.name().startsWith(SeasonCases.SERIES + "@"))
                .forEach(row -> table.row(List.of(
                        row.name().substring(SeasonCases.SERIES.length() + 1),
                        row.rule(),
                        String.valueOf(row.cleanWindows()),
                        String.valueOf(row.falseAlarms()),
                        row.found() + " of " + row.delays().size())));
        return table;
    }

    private MarkdownTable tails() {
        MarkdownTable table = new MarkdownTable(
                "Tails of the p-value: actual / nominal (standard error)",
                columns(
                        List.of("cells", "n", "k", "m"),
                        TailStudy.LEVELS.stream().map(String::valueOf).toList()));
        for (String cells : List.of(TailStudy.QUANTILES, TailStudy.CATEGORIES)) {
            List<TailRow> rows = findings.tails().stream()
                    .filter(row -> row.cells().equals(cells))
                    .toList();
            for (Setting setting :
                    new LinkedHashSet<>(rows.stream().map(TailRow::setting).toList())) {
                table.row(columns(
                        List.of(
                                cells,
                                String.valueOf(setting.n()),
                                String.valueOf(setting.k()),
                                String.valueOf(setting.m())),
                        rows.stream()
                                .filter(row -> row.setting().equals(setting))
                                .map(row ->
                                        Bars.number(row.ratio()) + " (" + Bars.number(row.error() / row.level()) + ")")
                                .toList()));
            }
        }
        return table;
    }

    private MarkdownTable pooled() {
        MarkdownTable table = new MarkdownTable(
                "Public series together",
                List.of("rule", "controls: false windows", "real: false windows", "changes found"));
        Set<String> rules =
                new LinkedHashSet<>(findings.cases().stream().map(CaseRow::rule).toList());
        rules.removeAll(SeasonCases.RULES.values());
        for (String rule : rules) {
            CaseScore score = CaseScore.of(rule, findings.cases());
            table.row(List.of(
                    rule,
                    score.controlAlarms() + " of " + score.controlWindows(),
                    Bars.percent(score.realShare()),
                    score.found() + " of " + score.changes()));
        }
        return table;
    }

    private MarkdownTable cases() {
        MarkdownTable table = new MarkdownTable(
                "Public series one by one: " + Rules.KLARION,
                List.of("case", "clean windows", "false windows", "false alerts", "changes found", "delays, windows"));
        findings.cases().stream()
                .filter(row -> row.rule().equals(Rules.KLARION))
                .sorted(Comparator.comparing(CaseRow::name))
                .forEach(row -> table.row(List.of(
                        row.name(),
                        String.valueOf(row.cleanWindows()),
                        String.valueOf(row.falseAlarms()),
                        String.valueOf(row.falseAlerts()),
                        row.found() + " of " + row.delays().size(),
                        String.join(
                                " ",
                                row.delays().stream()
                                        .map(delay -> delay.map(String::valueOf).orElse("missed"))
                                        .toList()))));
        return table;
    }

    private String rate(String rule, String scenario, Setting setting) {
        return findings.row(rule, scenario, setting)
                .map(row -> Bars.number(100 * row.rate()))
                .orElse(NOT_RUN);
    }

    private List<Setting> settings(String scenario) {
        return findings.simulation().stream()
                .filter(row -> row.scenario().equals(scenario))
                .map(SimulationRow::setting)
                .distinct()
                .toList();
    }

    private List<String> names(String prefix) {
        return findings.simulation().stream()
                .map(SimulationRow::scenario)
                .filter(name -> name.startsWith(prefix))
                .distinct()
                .toList();
    }

    private static List<String> columns(List<String> first, List<String> rest) {
        return Stream.concat(first.stream(), rest.stream()).toList();
    }
}
