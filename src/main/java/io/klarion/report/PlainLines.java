package io.klarion.report;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Stage2;
import io.klarion.metrics.RecordTotals;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One line for each closed window, each feature that changed its state, and each alert; for pipes and files. */
final class PlainLines implements LiveView {

    private record Key(String monitor, String segment, String feature) {}

    private final PrintStream out;
    private final Map<String, Long> grace;
    private final Map<Key, FeatureState> states = new HashMap<>();
    private final Map<String, NextVerdict> next = new HashMap<>();
    private final Set<String> judged = new HashSet<>();
    private final SortedMap<String, RecordTotals> records = new TreeMap<>();

    /**
     * Nothing yet.
     *
     * @param out where the lines go, in UTF-8
     * @param grace of each monitor's windows, milliseconds
     */
    PlainLines(PrintStream out, Map<String, Long> grace) {
        this.out = out;
        this.grace = grace;
    }

    @Override
    public synchronized void verdict(Verdict verdict) {
        judged.add(verdict.monitor());
        String segment = verdict.segment().text(verdict.segmentNames());
        for (FeatureVerdict feature : verdict.features()) {
            Key key = new Key(verdict.monitor(), segment, feature.feature());
            FeatureState before = Objects.requireNonNullElse(states.put(key, feature.state()), FeatureState.STABLE);
            if (before != feature.state()) {
                out.println(EventLine.of(verdict, before, feature));
            }
        }
        out.println(EventLine.of(verdict));
        out.flush();
    }

    @Override
    public synchronized void alert(Alert alert) {
        out.println(EventLine.of(alert));
        out.flush();
    }

    /** Says at the start what is waited for, and once when the first verdict is due and who holds it back. */
    @Override
    public synchronized void waiting(int internalPartition, List<Stage2.Waiting> waiting) {
        for (Stage2.Waiting of : waiting) {
            boolean isNew = !next.containsKey(of.monitor());
            NextVerdict known =
                    next.computeIfAbsent(of.monitor(), monitor -> new NextVerdict(grace.getOrDefault(monitor, 0L)));
            boolean wasKnown = known.isKnown();
            known.update(internalPartition, of);
            if (isNew || wasKnown != known.isKnown()) {
                announce(of.monitor(), known);
            }
        }
    }

    private void announce(String monitor, NextVerdict known) {
        if (judged.contains(monitor)) {
            return;
        }
        String others = known.others();
        out.println(PrintableText.of(monitor) + "  " + known.text() + (others.isEmpty() ? "" : ", " + others));
        out.flush();
    }

    /** Keeps them for the end. */
    @Override
    public synchronized void records(Map<String, RecordTotals> byMonitor) {
        records.putAll(byMonitor);
    }

    @Override
    public void refresh() {
        out.flush();
    }

    @Override
    public synchronized void close() {
        records.forEach((monitor, totals) -> out.println(PrintableText.of(monitor) + "  "
                + Figures.count(totals.read()) + " records, " + Figures.count(totals.late()) + " late, "
                + Figures.count(totals.rejectedTotal()) + " rejected"));
        out.flush();
    }
}
