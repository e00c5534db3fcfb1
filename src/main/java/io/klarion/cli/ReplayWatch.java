package io.klarion.cli;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.protocol.Watermarks;
import io.klarion.topology.StreamListener;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Knows when every task of a replay has told all that was asked for, and what that was. Safe for any number of threads. */
final class ReplayWatch implements StreamListener {

    private final Map<String, Long> grace;
    private final long until;
    private final Set<Integer> done = ConcurrentHashMap.newKeySet();
    private final ToldResults told = new ToldResults();

    /** Of a replay of windows that end up to {@code until}, epoch milliseconds; the largest number for all. */
    ReplayWatch(List<Monitor> monitors, long until) {
        this.grace = monitors.stream()
                .collect(Collectors.toMap(
                        Monitor::name, monitor -> monitor.window().grace()));
        this.until = until;
    }

    boolean isDone(int tasks) {
        return done.size() >= tasks;
    }

    @Override
    public void closed(int internalPartition, List<Stage2.Waiting> waiting) {
        if (until < Long.MAX_VALUE && waiting.stream().allMatch(this::isBeyond)) {
            done.add(internalPartition);
        }
    }

    private boolean isBeyond(Stage2.Waiting waiting) {
        return Watermarks.frontier(waiting.partitions()) >= until + grace.getOrDefault(waiting.monitor(), 0L);
    }

    @Override
    public void finished(int internalPartition) {
        done.add(internalPartition);
    }

    @Override
    public void verdict(Verdict verdict) {
        if (verdict.end() <= until) {
            told.add(verdict);
        }
    }

    @Override
    public void alert(Alert alert) {
        if (alert.windowEnd() <= until) {
            told.add(alert);
        }
    }

    /** What was told of what was asked for; it must be found on the topics of results, where it stands once. */
    ToldResults told() {
        return told;
    }

    @Override
    public void waiting(int internalPartition, List<Stage2.Waiting> waiting) {
        // What is closed is what counts.
    }
}
