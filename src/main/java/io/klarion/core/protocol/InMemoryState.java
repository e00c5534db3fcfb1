package io.klarion.core.protocol;

import io.klarion.core.monitor.PastWindow;
import io.klarion.core.reference.LearnedDispersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@link Stage2State} in sorted maps, for files and simulation. Single-threaded. */
public final class InMemoryState implements Stage2State {

    private long appliedOffset = -1;
    private SortedMap<String, Integer> manifest = new TreeMap<>();
    private final SortedMap<SourcePartition, PartitionMark> marks = new TreeMap<>();
    private final SortedMap<SourcePartition, Hold> holds = new TreeMap<>();
    private final Map<String, ProgressRow> progress = new HashMap<>();
    private final NavigableMap<GroupKey, GroupRow> groups = new TreeMap<>();
    private final NavigableMap<PaneKey, PaneRow> panes = new TreeMap<>();
    private final Map<GroupKey, NavigableMap<Long, PastWindow>> past = new TreeMap<>();
    private final Map<GroupKey, SortedMap<Integer, LearnedDispersion>> learned = new TreeMap<>();

    /** A copy that shares no mutable part: a commit, for simulation. Rows themselves never change. */
    public InMemoryState copy() {
        InMemoryState copy = new InMemoryState();
        copy.appliedOffset = appliedOffset;
        copy.manifest = new TreeMap<>(manifest);
        copy.marks.putAll(marks);
        copy.holds.putAll(holds);
        copy.progress.putAll(progress);
        copy.groups.putAll(groups);
        copy.panes.putAll(panes);
        past.forEach((group, windows) -> copy.past.put(group, new TreeMap<>(windows)));
        copy.learned.putAll(learned);
        return copy;
    }

    @Override
    public long appliedOffset() {
        return appliedOffset;
    }

    @Override
    public void putAppliedOffset(long offset) {
        appliedOffset = offset;
    }

    @Override
    public List<PartitionMark> marks() {
        return List.copyOf(marks.values());
    }

    @Override
    public void putMark(PartitionMark mark) {
        marks.put(mark.partition(), mark);
    }

    @Override
    public List<Hold> holds() {
        return List.copyOf(holds.values());
    }

    @Override
    public void putHold(Hold hold) {
        holds.put(hold.partition(), hold);
    }

    @Override
    public void removeHold(SourcePartition partition) {
        holds.remove(partition);
    }

    @Override
    public SortedMap<String, Integer> manifest() {
        return manifest;
    }

    @Override
    public void putManifest(SortedMap<String, Integer> known) {
        manifest = new TreeMap<>(known);
    }

    @Override
    public @Nullable ProgressRow progress(String monitor) {
        return progress.get(monitor);
    }

    @Override
    public void putProgress(String monitor, ProgressRow row) {
        progress.put(monitor, row);
    }

    @Override
    public SortedMap<GroupKey, GroupRow> groups(String monitor) {
        SortedMap<GroupKey, GroupRow> found = new TreeMap<>();
        groups.forEach((key, row) -> {
            if (key.monitor().equals(monitor)) {
                found.put(key, row);
            }
        });
        return found;
    }

    @Override
    public void putGroup(GroupKey key, GroupRow row) {
        groups.put(key, row);
    }

    @Override
    public void removeGroup(GroupKey key) {
        groups.remove(key);
    }

    @Override
    public @Nullable PaneRow pane(PaneKey key) {
        return panes.get(key);
    }

    @Override
    public void putPane(PaneKey key, PaneRow row) {
        panes.put(key, row);
    }

    @Override
    public void removePane(PaneKey key) {
        panes.remove(key);
    }

    @Override
    public void eachPane(GroupKey group, long startInclusive, long endExclusive, BiConsumer<PaneKey, PaneRow> visit) {
        PaneKey start = new PaneKey(group, startInclusive, Long.MIN_VALUE);
        PaneKey end = new PaneKey(group, endExclusive, Long.MIN_VALUE);
        walk(panes.subMap(start, end), visit);
    }

    @Override
    public void eachPaneKey(String monitor, BiConsumer<PaneKey, PaneRow> visit) {
        walk(panes, (key, row) -> {
            if (key.group().monitor().equals(monitor)) {
                visit.accept(key, row);
            }
        });
    }

    private static void walk(SortedMap<PaneKey, PaneRow> part, BiConsumer<PaneKey, PaneRow> visit) {
        for (Map.Entry<PaneKey, PaneRow> entry : new ArrayList<>(part.entrySet())) {
            visit.accept(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public List<PastWindow> past(GroupKey group) {
        return List.copyOf(past.getOrDefault(group, new TreeMap<>()).values());
    }

    @Override
    public void putPast(GroupKey group, PastWindow window) {
        past.computeIfAbsent(group, key -> new TreeMap<>()).put(window.end(), window);
    }

    @Override
    public void removePast(GroupKey group, long end) {
        NavigableMap<Long, PastWindow> windows = past.getOrDefault(group, new TreeMap<>());
        windows.remove(end);
        if (windows.isEmpty()) {
            past.remove(group);
        }
    }

    @Override
    public SortedMap<Integer, LearnedDispersion> learned(GroupKey group) {
        return learned.getOrDefault(group, new TreeMap<>());
    }

    @Override
    public void putLearned(GroupKey group, SortedMap<Integer, LearnedDispersion> dispersions) {
        learned.put(group, new TreeMap<>(dispersions));
    }

    @Override
    public void removeLearned(GroupKey group) {
        learned.remove(group);
    }
}
