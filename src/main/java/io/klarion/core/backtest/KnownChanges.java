package io.klarion.core.backtest;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All that is known to have changed: whoever alerts at another time is wrong.
 *
 * <p>An alert finds a change when it is about the change's feature and segment, and the time from its onset to when it fired has
 * something in common with the time of the change. Where no alert does, one that found an earlier change and still fires finds it
 * too, at once. An alert that finds none is false, unless it fired in a time that does not count or is about a feature that does not.
 *
 * @param changes the changes
 * @param excluded times in which alerts do not count
 * @param unlabelled features whose alerts do not count
 */
public record KnownChanges(List<Change> changes, List<WindowRange> excluded, Set<String> unlabelled) {

    public KnownChanges {
        changes =
                changes.stream().sorted(Comparator.comparingLong(Change::from)).toList();
        excluded = List.copyOf(excluded);
        unlabelled = Set.copyOf(unlabelled);
    }

    /**
     * How well alerts fit.
     *
     * @param monitor the monitor that raised them
     * @param seen the time it was watched; changes outside are left out
     * @param alerts its alerts, in the order of firing
     */
    Score score(Monitor monitor, WindowRange seen, List<Raised> alerts) {
        List<Score.Finding> findings = new ArrayList<>();
        Set<Raised> right = new HashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            WindowRange time = new WindowRange(change.from(), end(i));
            if (change.isAbout(monitor) && time.meets(seen.from(), seen.to())) {
                findings.add(finding(monitor, change, time, alerts, right));
            }
        }
        int wrong = (int) alerts.stream()
                .filter(alert -> !right.contains(alert))
                .filter(alert -> counts(monitor, alert))
                .count();
        return new Score(findings, wrong);
    }

    private long end(int change) {
        Change of = changes.get(change);
        return of.to()
                .orElseGet(() -> changes.stream()
                        .skip(change + 1L)
                        .mapToLong(Change::from)
                        .filter(next -> next > of.from())
                        .findFirst()
                        .orElse(Long.MAX_VALUE));
    }

    private boolean counts(Monitor monitor, Raised alert) {
        return excluded.stream().noneMatch(time -> time.meets(alert.onset(), alert.fired()))
                && Change.subjects(monitor, alert).noneMatch(unlabelled::contains);
    }

    private static Score.Finding finding(
            Monitor monitor, Change change, WindowRange time, List<Raised> alerts, Set<Raised> right) {
        OptionalLong told = OptionalLong.empty();
        boolean stillFires = false;
        for (Raised alert : alerts) {
            if (change.isAbout(monitor, alert)) {
                stillFires |= right.contains(alert)
                        && alert.fired() <= change.from()
                        && alert.resolved().orElse(Long.MAX_VALUE) > change.from();
                if (time.meets(alert.onset(), alert.fired())) {
                    right.add(alert);
                    told = OptionalLong.of(Math.min(alert.fired(), told.orElse(Long.MAX_VALUE)));
                }
            }
        }
        if (told.isEmpty() && stillFires) {
            told = OptionalLong.of(change.from());
        }
        return new Score.Finding(change, told, told.isPresent() ? late(monitor, change, told.getAsLong()) : 0);
    }

    /* By how many windows later than the first that holds records of the change. */
    private static int late(Monitor monitor, Change change, long told) {
        WindowSpec window = monitor.window();
        long first = window.firstEnd(window.paneStart(change.from()));
        return (int) Math.max(0, (told - first) / window.advance());
    }

    /** What is wrong with them for {@code monitors}: names that none has; empty for nothing. */
    public Optional<String> problem(List<Monitor> monitors) {
        for (Change change : changes) {
            List<Monitor> about = monitors.stream().filter(change::isAbout).toList();
            if (about.isEmpty()) {
                return Optional.of("monitor: must be a configured one, was " + change.monitor());
            }
            for (String feature : change.features()) {
                boolean isKnown = about.stream()
                        .anyMatch(monitor -> monitor.layout().indexOf(feature).isPresent());
                if (!isKnown) {
                    return Optional.of("feature: must be a monitored one, was " + feature);
                }
            }
        }
        return Optional.empty();
    }
}
