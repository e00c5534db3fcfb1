package io.klarion.core.protocol.simulation;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.ProgressRow;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Tally;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Whether what a run has put out is what the oracle says. */
final class Checks {

    private final World world;
    private final Plan plan;
    private final Results results;
    private final Oracle oracle;

    /** The run is wrong; the text begins with what is. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    static void require(String topic, boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Failure(topic + ": " + otherwise.get());
        }
    }

    Checks(World world) {
        this.world = world;
        this.plan = world.plan;
        this.results = world.results;
        this.oracle = new Oracle(plan, world.log);
    }

    void all(List<WindowTask> tasks) {
        plan.monitors().forEach(this::windows);
        integrity();
        revisions();
        order();
        alerts();
        anomalies();
        tasks.forEach(this::memory);
        tasks.forEach(this::marks);
        if (isSound()) {
            quarantine();
            tallies();
            if (world.idleFrom.isEmpty() && world.added.isEmpty()) {
                completeness();
            }
        }
    }

    private boolean isSound() {
        return world.lost.isEmpty() && world.doubled.isEmpty() && results.findings.isEmpty();
    }

    private void windows(Monitor monitor) {
        Map<WindowId, Counts> actual = finalCounts(monitor);
        Suspects suspects = new Suspects(world, oracle);
        long closable = oracle.closableEnd(monitor);
        boolean flagged = results.anomalies.stream()
                .anyMatch(odd -> odd.monitor().equals(monitor.name()) && isExplained(odd.anomaly()));
        long missing = 0;
        oracle.windows.keySet().stream()
                .filter(id -> id.monitor().equals(monitor.name()))
                .forEach(id -> actual.computeIfAbsent(id, w -> new Counts(oracle.windows.get(w).cells.length)));
        for (Map.Entry<WindowId, Counts> window : actual.entrySet()) {
            Counts counts = window.getValue();
            Counts expected = oracle.windows.getOrDefault(window.getKey(), new Counts(counts.cells.length));
            if (window.getKey().end() <= closable) {
                require(
                        "windows",
                        (flagged ? counts.isAtMost(expected) : counts.equals(expected))
                                || suspects.isFlagged(monitor, window.getKey()),
                        () -> window.getKey() + " must be " + expected + ", was " + counts);
            }
            missing += Math.max(0, expected.records - counts.records);
        }
        long total = missing;
        require(
                "windows",
                !flagged || total > 0 || !isSound(),
                () -> monitor.name() + " is flagged, but misses nothing");
    }

    private Map<WindowId, Counts> finalCounts(Monitor monitor) {
        Map<WindowId, Verdict> last = new HashMap<>();
        results.verdicts.stream()
                .filter(verdict -> verdict.monitor().equals(monitor.name()))
                .forEach(verdict -> last.put(WindowId.of(verdict), verdict));
        Map<WindowId, Counts> counts = new HashMap<>();
        last.forEach((id, verdict) -> {
            long[] cells = CountingJudge.cells(verdict);
            counts.computeIfAbsent(oracle.key(monitor, id), w -> new Counts(cells.length))
                    .add(verdict.records(), cells);
        });
        return counts;
    }

    private void quarantine() {
        List<String> actual = new ArrayList<>();
        results.quarantine.forEach(
                record -> actual.add(record.partition() + "@" + record.offset() + " " + record.reason()));
        Collections.sort(actual);
        List<String> expected = new ArrayList<>(oracle.quarantine);
        Collections.sort(expected);
        require("quarantine", actual.equals(expected), () -> "must be " + expected + ", was " + actual);
    }

    /* A revision must be owed to a record that was written after its partition was declared idle, or to one of a
     * partition that was added. */
    private void revisions() {
        for (Verdict verdict : results.verdicts) {
            boolean isOwed =
                    oracle
                            .places
                            .getOrDefault(verdict.monitor(), Map.of())
                            .getOrDefault(verdict.end(), List.of())
                            .stream()
                            .anyMatch(this::mayReviseWindows);
            isOwed |= verdict.completeness() == Completeness.INTEGRITY_SUSPECT;
            require("revisions", isOwed || verdict.revision() == 0, () -> "nothing came back for " + verdict);
            require(
                    "revisions",
                    verdict.completeness() != Completeness.IDLE_EXCLUDED || !world.idleFrom.isEmpty(),
                    () -> "nothing was idle in " + verdict);
        }
    }

    private boolean mayReviseWindows(Oracle.Place place) {
        return world.added.contains(place.partition())
                || place.position() >= world.idleFrom.getOrDefault(place.partition(), Integer.MAX_VALUE);
    }

    private void order() {
        Map<WindowId, Integer> revisions = new HashMap<>();
        Map<WindowId, Long> ends = new HashMap<>();
        for (Verdict verdict : results.verdicts) {
            WindowId id = WindowId.of(verdict);
            Integer before = revisions.put(id, verdict.revision());
            require(
                    "order",
                    before == null || before < verdict.revision(),
                    () -> id + " has revision " + verdict.revision() + " after " + before);
            if (verdict.revision() == 0) {
                WindowId group = new WindowId(id.monitor(), id.part(), id.segment(), 0);
                Long last = ends.put(group, id.end());
                require("order", last == null || last < id.end(), () -> id + " closed after " + last);
            }
        }
    }

    /* The alerts count windows in a row with records: each first verdict must have been fed once, in order. */
    private void alerts() {
        Map<WindowId, Alert> alerts = new HashMap<>();
        for (Alert alert : results.alerts) {
            int part = Integer.parseInt(alert.id().substring("part ".length()));
            WindowId id = new WindowId(alert.monitor(), part, alert.segment(), alert.windowEnd());
            require("alerts", alerts.put(id, alert) == null, () -> id + " is told twice");
        }
        Map<WindowId, Long> runs = new HashMap<>();
        for (Verdict verdict : results.verdicts) {
            if (verdict.revision() > 0) {
                continue;
            }
            WindowId id = WindowId.of(verdict);
            WindowId group = new WindowId(id.monitor(), id.part(), id.segment(), 0);
            long run = verdict.records() == 0 ? 0 : runs.getOrDefault(group, 0L) + 1;
            runs.put(group, run);
            Alert alert = alerts.remove(id);
            long told = alert == null ? 0 : alert.n();
            require("alerts", told == run, () -> id + " must be window " + run + " in a row, was " + told);
        }
        require("alerts", alerts.isEmpty(), () -> "without a verdict: " + alerts.keySet());
    }

    private void tallies() {
        SortedMap<SourcePartition, Tally> sums = new TreeMap<>();
        results.tallies.forEach(tally -> sums.merge(tally.partition(), tally, Checks::plus));
        oracle.tallies.forEach((partition, expected) -> {
            Tally actual = sums.get(partition);
            require(
                    "tallies",
                    actual == null ? expected.read() == 0 : actual.equals(expected),
                    () -> "must be " + expected + ", was " + actual);
        });
        sums.values()
                .forEach(sum -> sum.monitors()
                        .forEach((monitor, of) -> require(
                                "tallies",
                                sum.read() == sum.rejectedTotal() + of.counted() + of.late(),
                                () -> monitor + " does not balance in " + sum)));
    }

    private static Tally plus(Tally one, Tally two) {
        Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
        rejected.putAll(one.rejected());
        two.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        SortedMap<String, Tally.OfMonitor> monitors = new TreeMap<>(one.monitors());
        two.monitors()
                .forEach((name, of) -> monitors.merge(
                        name,
                        of,
                        (a, b) -> new Tally.OfMonitor(
                                a.counted() + b.counted(), a.late() + b.late(), a.partlyLate() + b.partlyLate())));
        return new Tally(one.partition(), one.read() + two.read(), rejected, monitors);
    }

    /* Nothing is flagged that no fault explains. */
    private void integrity() {
        Suspects suspects = new Suspects(world, oracle);
        results.findings.forEach(
                finding -> require("integrity", suspects.isExplained(finding), () -> "nothing explains " + finding));
        for (Verdict verdict : results.verdicts) {
            require(
                    "integrity",
                    verdict.completeness() != Completeness.INTEGRITY_SUSPECT || suspects.isExplained(verdict),
                    () -> "nothing explains " + verdict);
        }
    }

    /* Every internal partition must have heard the same of every source partition. */
    private void marks(WindowTask task) {
        oracle.tallies.forEach((partition, expected) -> {
            PartitionMark mark = task.marks().get(partition);
            require("marks", mark != null, () -> task + " has not heard of " + partition);
            require(
                    "marks",
                    !isSound() || (mark.read() == expected.read() && mark.rejected() == expected.rejectedTotal()),
                    () -> task + " must have " + expected + ", was " + mark);
            long last = world.log.endOffset(partition) - 1;
            require("marks", mark.lastOffset() == last, () -> "last offset must be " + last + ", was " + mark);
        });
    }

    /* Of closed windows only those are kept that left an idle partition out and can still be revised. */
    private void memory(WindowTask task) {
        for (Monitor monitor : plan.monitors()) {
            ProgressRow progress = task.state().progress(monitor.name());
            require("memory", progress != null, () -> "nothing is kept of " + monitor.name());
            boolean wasIdle = !world.idleFrom.isEmpty();
            require("memory", wasIdle || progress.revisable().isEmpty(), () -> "nothing was idle, was " + progress);
            task.state()
                    .eachPaneKey(
                            monitor.name(),
                            (key, row) -> require(
                                    "memory",
                                    isNeeded(monitor.window(), key.pane(), progress),
                                    () -> key + " must be forgotten by " + progress));
        }
    }

    private static boolean isNeeded(WindowSpec window, long pane, ProgressRow progress) {
        long last = window.lastEnd(pane);
        boolean isRevisable = progress.revisable().entrySet().stream()
                .anyMatch(run -> run.getKey() <= last && run.getValue() >= window.firstEnd(pane));
        return last > progress.lastClosedEnd() || isRevisable;
    }

    private void anomalies() {
        results.anomalies.forEach(
                odd -> require("anomalies", isExplained(odd.anomaly()), () -> "nothing explains " + odd));
    }

    private boolean isExplained(Anomaly anomaly) {
        return switch (anomaly) {
            case REVISION_EXPIRED -> !world.idleFrom.isEmpty() || !isSound();
            case PARTITION_ADDED -> !world.added.isEmpty();
            case IMPOSSIBLE_DELTA -> !isSound();
            case OTHER_GENERATION, UNKNOWN_MONITOR -> false;
        };
    }

    private void completeness() {
        for (Verdict verdict : results.verdicts) {
            Monitor monitor = plan.monitors().stream()
                    .filter(one -> one.name().equals(verdict.monitor()))
                    .findFirst()
                    .orElseThrow();
            Completeness expected =
                    oracle.isCovered(monitor, verdict.end()) ? Completeness.COMPLETE : Completeness.INCOMPLETE;
            require("completeness", verdict.completeness() == expected, () -> expected + " must be " + verdict);
        }
    }
}
