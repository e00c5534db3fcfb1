package io.klarion.detection;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** The rules that Klarion is held against: those that keep the level which Klarion declares at threshold 0. */
final class Rivals {

    /** Who is held against them. */
    static final List<String> OF = List.of(Rules.KLARION_ZERO, Rules.KLARION_ZERO_UNTIMED);

    /** By so much less power is a rule behind another. */
    static final double POINTS = 0.05;

    /** What seems so far behind is looked at again. */
    static final double SUSPECT = 0.025;

    /** A rule whose alarms are more improbable than this at the declared level is none to be beaten. */
    static final double DOUBT = 0.05;

    private final Findings findings;
    private final Streams streams;

    /** On which null streams a rule has to keep the level. */
    enum Streams {
        /** On all: who watches a stream does not know which of them it is. */
        EVERY("on all null streams"),
        /** On that to which the change happens, whatever the rule does elsewhere. */
        OWN("on the null stream of the change");

        private final String text;

        Streams(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        private List<NullStream> of(String change) {
            return this == EVERY ? List.of(NullStream.values()) : List.of(NullStream.before(change));
        }
    }

    /**
     * One rule's power beside the best rival's.
     *
     * @param own the rule
     * @param best the rival
     */
    record Beside(SimulationRow own, SimulationRow best) {

        boolean isBehind(double points) {
            return own.rate() < best.rate() - points;
        }
    }

    Rivals(Findings findings, Streams streams) {
        this.findings = findings;
        this.streams = streams;
    }

    /** All changes of the grid, by this rule. */
    List<SimulationRow> changes(String rule) {
        return findings.simulation().stream()
                .filter(row -> row.rule().equals(rule) && Bars.isChange(row))
                .toList();
    }

    /** The best rival by the first look alone. */
    Optional<Beside> first(SimulationRow own) {
        return firstRivals(own).map(best -> new Beside(own, best)).max(byBest());
    }

    /** The best at the second look, levels too; empty where there was none, or no rival is left. */
    Optional<Beside> second(SimulationRow own) {
        return findings.rowAgain(own.rule(), own.scenario(), own.setting())
                .flatMap(again -> names(own, stream -> quietAgain(stream, own.setting()))
                        .flatMap(rival -> findings.rowAgain(rival, own.scenario(), own.setting()).stream())
                        .map(best -> new Beside(again, best))
                        .max(byBest()));
    }

    /** The rivals that seem to see more of this change. */
    List<String> ahead(SimulationRow own) {
        return firstRivals(own)
                .filter(rival -> new Beside(own, rival).isBehind(SUSPECT))
                .map(SimulationRow::rule)
                .toList();
    }

    private Stream<SimulationRow> firstRivals(SimulationRow own) {
        return names(own, stream -> rule -> quiet(rule, stream, own.setting()))
                .flatMap(rival -> findings.row(rival, own.scenario(), own.setting()).stream());
    }

    private Function<String, Optional<SimulationRow>> quietAgain(NullStream stream, Setting setting) {
        return rule -> findings.rowAgain(rule, stream.scenario(setting).name(), setting)
                .or(() -> quiet(rule, stream, setting));
    }

    private Optional<SimulationRow> quiet(String rule, NullStream stream, Setting setting) {
        return findings.row(rule, stream.scenario(setting).name(), setting);
    }

    /* A rule that says nothing of a kind of feature is not asked about it. */
    private Stream<String> names(
            SimulationRow own, Function<NullStream, Function<String, Optional<SimulationRow>>> quiet) {
        return Rules.OTHERS.stream()
                .map(AlarmRule::name)
                .filter(rule -> streams.of(own.scenario()).stream()
                        .flatMap(stream -> quiet.apply(stream).apply(rule).stream())
                        .allMatch(row -> keepsLevel(row, DOUBT)));
    }

    private static Comparator<Beside> byBest() {
        return Comparator.comparingDouble(beside -> beside.best().rate());
    }

    /** Whether so many alarms have at least this chance at the rule's declared level. */
    static boolean keepsLevel(SimulationRow row, double chance) {
        return row.alarms() == 0
                || BinomialDistribution.of((int) row.trials(), Rules.level(row.rule()))
                                .survivalProbability((int) row.alarms() - 1)
                        >= chance;
    }
}
