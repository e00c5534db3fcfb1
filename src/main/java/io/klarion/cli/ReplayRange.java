package io.klarion.cli;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.WarmUp;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.topology.StreamsSettings.StartFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which part of the topics is replayed.
 *
 * @param from where it begins
 * @param to where it ends
 * @param warmUp how much earlier reading begins, so that the first windows are what they were live
 */
record ReplayRange(ReplayBound from, ReplayBound to, Duration warmUp) {

    /**
     * A range of these monitors' topics.
     *
     * @param warmUp empty for what the monitors need
     */
    static ReplayRange of(ReplayBound from, ReplayBound to, Optional<Duration> warmUp, List<Monitor> monitors) {
        return new ReplayRange(from, to, warmUp.orElseGet(() -> Duration.ofMillis(WarmUp.of(monitors))));
    }

    /** What is wrong with it; empty for nothing. */
    Optional<String> problem() {
        if (from.time().isPresent()
                && to.time().isPresent()
                && !from.time().get().isBefore(to.time().get())) {
            return Optional.of("--from: must be before --to, was " + from.time().get() + " and "
                    + to.time().get());
        }
        return from.offsets().entrySet().stream()
                .filter(begin -> begin.getValue() >= to.offsets().getOrDefault(begin.getKey(), Long.MAX_VALUE))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(partition ->
                        "--from: must be before --to, was " + text(from, partition) + " and " + text(to, partition));
    }

    private static String text(ReplayBound bound, SourcePartition partition) {
        return partition.topic() + "-" + partition.partition() + "@"
                + bound.offsets().get(partition);
    }

    /**
     * Where reading begins. A record of an event time has a timestamp that is at most the lead earlier: whoever begins
     * there misses none.
     */
    StartFrom start(List<Monitor> monitors) {
        if (!from.offsets().isEmpty()) {
            return new StartFrom(StartFrom.Kind.OFFSETS, 0, from.offsets());
        }
        long lead = monitors.stream()
                .mapToLong(monitor -> monitor.eventTime().maxLead())
                .max()
                .orElse(0);
        return from.time()
                .map(time ->
                        new StartFrom(StartFrom.Kind.TIME, Math.max(0, time.toEpochMilli() - warmUp.toMillis() - lead)))
                .orElse(StartFrom.EARLIEST);
    }

    /** The first event time that windows may begin at. */
    long begin() {
        return from.time().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    }

    /** The last event time that windows may end at. */
    long end() {
        return to.time().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }

    /** Whether the window lies within, whole. */
    boolean holds(Verdict verdict) {
        return verdict.start() >= begin() && verdict.end() <= end();
    }

    /** Whether it changed in a window that lies within, whole. */
    boolean holds(Alert alert) {
        return alert.windowStart() >= begin() && alert.windowEnd() <= end();
    }
}
