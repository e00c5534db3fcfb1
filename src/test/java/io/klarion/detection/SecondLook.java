package io.klarion.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Looks again, with other windows, at the cells of the grid in which Klarion seems behind: of some hundred cells of 200 windows each some
 * seem so by chance. And with many more at whether the rules that seem ahead keep the level, and Klarion where that is in doubt by the same
 * measure: 3000 windows cannot tell 0.1 % from 0.2 %.
 */
final class SecondLook {

    private static final GridSimulation.Effort CHANGES = new GridSimulation.Effort(2000, 2000);
    private static final GridSimulation.Effort NOTHING = new GridSimulation.Effort(20_000, 0);

    private final Findings findings;
    private final Map<Place, Asked> asked = new LinkedHashMap<>();

    private record Place(Setting setting, NullStream stream) {}

    private record Asked(Set<String> changes, Set<String> own, Set<String> rivals, Set<String> everywhere) {
        Asked() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    private SecondLook(Findings findings) {
        this.findings = findings;
    }

    /** What the first look leaves open. */
    static List<SimulationRow> at(Findings findings, boolean parallel, Spent spent) {
        SecondLook look = new SecondLook(findings);
        look.ask();
        List<Callable<List<SimulationRow>>> parts = new ArrayList<>();
        look.asked.forEach((place, open) -> parts.add(spent.on("second look", () -> changed(place, open))));
        look.quiet().forEach((place, rivals) -> parts.add(spent.on("second look", () -> quiet(place, rivals))));
        return Parts.inOrder(parts, parallel);
    }

    /* Which rivals are asked where nothing happens; those that keep the level there but not elsewhere, only there. */
    private Map<Place, Set<String>> quiet() {
        Map<Place, Set<String>> quiet = new LinkedHashMap<>();
        findings.simulation().stream()
                .filter(SecondLook::isDoubtful)
                .forEach(row -> NullStream.of(row)
                        .ifPresent(stream -> quiet.computeIfAbsent(
                                        new Place(row.setting(), stream), any -> new LinkedHashSet<>())
                                .add(row.rule())));
        asked.forEach((place, open) -> {
            for (NullStream stream : NullStream.values()) {
                quiet.computeIfAbsent(new Place(place.setting, stream), any -> new LinkedHashSet<>())
                        .addAll(stream == place.stream ? open.rivals : open.everywhere);
            }
        });
        return quiet;
    }

    private static boolean isDoubtful(SimulationRow row) {
        return Rules.KLARIONS.stream().anyMatch(rule -> rule.name().equals(row.rule()))
                && row.isNull()
                && !Rivals.keepsLevel(row, Rivals.DOUBT);
    }

    private void ask() {
        Rivals rivals = new Rivals(findings, Rivals.Streams.OWN);
        Rivals everywhere = new Rivals(findings, Rivals.Streams.EVERY);
        for (String rule : Rivals.OF) {
            for (SimulationRow own : rivals.changes(rule)) {
                List<String> ahead = rivals.ahead(own);
                if (!ahead.isEmpty()) {
                    Asked open = asked.computeIfAbsent(
                            new Place(own.setting(), NullStream.before(own.scenario())), place -> new Asked());
                    open.changes.add(own.scenario());
                    open.own.add(rule);
                    open.rivals.addAll(ahead);
                    open.everywhere.addAll(everywhere.ahead(own));
                }
            }
        }
    }

    private static List<SimulationRow> changed(Place place, Asked open) {
        List<Scenario> scenarios = Stream.concat(
                        Stream.of(place.stream.scenario(place.setting)),
                        place.stream.changes().stream().filter(change -> open.changes.contains(change.name())))
                .toList();
        return run(
                        place,
                        CHANGES,
                        scenarios,
                        Stream.concat(open.own.stream(), open.rivals.stream()).toList())
                .stream()
                .filter(row -> !row.isNull())
                .toList();
    }

    private static List<SimulationRow> quiet(Place place, Set<String> rivals) {
        return rivals.isEmpty()
                ? List.of()
                : run(place, NOTHING, List.of(place.stream.scenario(place.setting)), List.copyOf(rivals));
    }

    private static List<SimulationRow> run(
            Place place, GridSimulation.Effort effort, List<Scenario> scenarios, List<String> names) {
        List<AlarmRule> rules =
                Rules.ALL.stream().filter(rule -> names.contains(rule.name())).toList();
        return new GridSimulation(place.setting, effort)
                .run(place.stream.feature(place.setting, " again " + effort), scenarios, rules);
    }
}
