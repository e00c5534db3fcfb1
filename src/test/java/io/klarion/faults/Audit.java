package io.klarion.faults;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.shop.Counted;
import io.klarion.shop.Recount;
import io.klarion.shop.Results;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.WindowId;
import io.klarion.topology.TopicReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws up a {@link Balance}: reads source and results back as anybody would, and counts everything again. */
final class Audit {

    private static final int PROBLEMS_TOLD = 12;

    private final Deployment deployment;
    private final KnownLog log;
    private final TopicReader reader;
    private final Results results;
    private final List<String> problems;
    private final List<String> flags = new ArrayList<>();
    private final Set<WindowId> flagged = new HashSet<>();
    private long lost;
    private long duplicated;
    private long silent;
    private int windows;

    Audit(Deployment deployment, KnownLog log, Map<String, String> client, List<String> before) {
        this.deployment = deployment;
        this.log = log;
        this.problems = new ArrayList<>(before);
        this.reader = new TopicReader(client);
        this.results = new Results(deployment.applicationId(), client);
    }

    Balance balance() {
        problems.addAll(log.problems());
        SourceReading source = SourceReading.of(log, reader, List.of(deployment.orders(), deployment.payments()));
        problems.addAll(source.problems());
        SortedMap<String, List<ShopRecord>> known = source.partitions();
        List<Verdict> verdicts = results.verdicts().stream()
                .filter(verdict -> isOurs(verdict.monitor()))
                .toList();
        flag(verdicts);
        countVerdictsOnce(verdicts);
        for (Monitor monitor : deployment.monitors()) {
            compare(new Recount(known.values()).closed(monitor), Results.counted(verdicts, monitor.name()));
        }
        compareQuarantine(known);
        compareAlerts(verdicts);
        return new Balance(
                known.values().stream().mapToLong(List::size).sum(),
                source.repeated(),
                windows,
                lost,
                duplicated,
                flagged.size(),
                silent,
                flags.subList(0, Math.min(PROBLEMS_TOLD, flags.size())),
                problems.subList(0, Math.min(PROBLEMS_TOLD, problems.size())));
    }

    /* A row may have added monitors of its own. */
    private boolean isOurs(String monitor) {
        return deployment.monitors().stream().anyMatch(own -> own.name().equals(monitor));
    }

    private void flag(List<Verdict> verdicts) {
        Map<Completeness, Set<WindowId>> by = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict.completeness() != Completeness.COMPLETE) {
                flagged.add(WindowId.of(verdict));
                by.computeIfAbsent(verdict.completeness(), any -> new TreeSet<>())
                        .add(WindowId.of(verdict));
            }
        }
        by.forEach((completeness, ids) -> flags.add(completeness + ": " + ids.size() + " windows, such as "
                + ids.iterator().next()));
    }

    /* The topic's key, revision and part name a verdict. */
    private void countVerdictsOnce(List<Verdict> verdicts) {
        Set<List<Object>> seen = new HashSet<>();
        for (Verdict verdict : verdicts) {
            WindowId id = WindowId.of(verdict);
            if (!seen.add(List.of(id, verdict.revision(), verdict.part()))) {
                duplicated++;
                problems.add(id + ": more than one verdict of revision " + verdict.revision());
            }
        }
    }

    private void compare(SortedMap<WindowId, Counted> expected, SortedMap<WindowId, Counted> found) {
        windows += expected.size();
        Set<WindowId> all = new TreeSet<>(expected.keySet());
        all.addAll(found.keySet());
        for (WindowId id : all) {
            Counted wanted = expected.getOrDefault(id, Counted.NOTHING);
            Counted got = found.getOrDefault(id, Counted.NOTHING);
            if (!wanted.equals(got)) {
                lost += wanted.excessOver(got);
                duplicated += got.excessOver(wanted);
                silent += flagged.contains(id) ? 0 : 1;
                String what = id + ": holds " + got.records() + " records, must hold " + wanted.records();
                (flagged.contains(id) ? flags : problems).add(what);
            }
        }
    }

    private void compareQuarantine(SortedMap<String, List<ShopRecord>> known) {
        Map<String, Integer> expected = new HashMap<>();
        known.forEach((partition, records) -> {
            for (int offset = 0; offset < records.size(); offset++) {
                if (records.get(offset).isRejected()) {
                    expected.put(partition + "@" + offset, 1);
                }
            }
        });
        if (expected.isEmpty()) {
            problems.add("no record was unfit: the quarantine is not tested");
        }
        Map<String, Integer> found = new HashMap<>();
        results.quarantined().forEach(coordinates -> found.merge(coordinates, 1, Integer::sum));
        difference("quarantine", expected, found);
    }

    private void compareAlerts(List<Verdict> verdicts) {
        Map<String, Integer> expected = new HashMap<>();
        List<Alert> due = new AlertRecount(deployment.monitors()).of(verdicts);
        due.forEach(alert -> expected.merge(name(alert), 1, Integer::sum));
        if (due.isEmpty()) {
            problems.add("no alert was due: alerts are not tested");
        }
        Map<String, Integer> found = new HashMap<>();
        results.alerts().stream()
                .filter(alert -> isOurs(alert.monitor()))
                .forEach(alert -> found.merge(name(alert), 1, Integer::sum));
        difference("alerts", expected, found);
    }

    private static String name(Alert alert) {
        return alert.id() + " " + alert.state() + " " + alert.severity() + " revision " + alert.revision()
                + " of the window that ends " + alert.windowEnd();
    }

    private void difference(String what, Map<String, Integer> expected, Map<String, Integer> found) {
        Set<String> all = new TreeSet<>(expected.keySet());
        all.addAll(found.keySet());
        for (String each : all) {
            int more = found.getOrDefault(each, 0) - expected.getOrDefault(each, 0);
            if (more != 0) {
                lost += Math.max(0, -more);
                duplicated += Math.max(0, more);
                problems.add(what + ": " + each + ": " + found.getOrDefault(each, 0) + " times, must be "
                        + expected.getOrDefault(each, 0));
            }
        }
    }
}
