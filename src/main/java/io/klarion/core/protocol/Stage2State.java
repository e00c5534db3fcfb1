package io.klarion.core.protocol;

import io.klarion.core.monitor.PastWindow;
import io.klarion.core.reference.LearnedDispersion;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What stage 2 remembers, behind a port: in memory for files and simulation, in a changelogged store live. All of
 * it is committed together with the offsets of the messages it came from.
 */
public interface Stage2State {

    /** Offset of the last message applied; −1 before the first. */
    long appliedOffset();

    /** Sets {@link #appliedOffset}. */
    void putAppliedOffset(long offset);

    /** The last mark of every source partition heard from. */
    List<PartitionMark> marks();

    /** Remembers a mark in place of the partition's last. */
    void putMark(PartitionMark mark);

    /** The source partitions under suspicion. */
    List<Hold> holds();

    /** Remembers a hold in place of the partition's last. */
    void putHold(Hold hold);

    /** Forgets the hold of a partition. */
    void removeHold(SourcePartition partition);

    /** How many partitions each source topic has been said to have, at most. */
    SortedMap<String, Integer> manifest();

    /** Sets {@link #manifest}. */
    void putManifest(SortedMap<String, Integer> manifest);

    /** How far a monitor's windows are closed; null before its first counts. */
    @Nullable
    ProgressRow progress(String monitor);

    /** Sets {@link #progress}. */
    void putProgress(String monitor, ProgressRow row);

    /** All groups of a monitor, in order. */
    SortedMap<GroupKey, GroupRow> groups(String monitor);

    /** Remembers a group. */
    void putGroup(GroupKey key, GroupRow row);

    /** Forgets a group. */
    void removeGroup(GroupKey key);

    /** The counts of one pane; null for none. */
    @Nullable
    PaneRow pane(PaneKey key);

    /** Remembers the counts of one pane. */
    void putPane(PaneKey key, PaneRow row);

    /** Forgets the counts of one pane. */
    void removePane(PaneKey key);

    /** Walks a group's panes that start in [{@code startInclusive}, {@code endExclusive}), in order. The store may
     * be changed meanwhile only at keys already walked. */
    void eachPane(GroupKey group, long startInclusive, long endExclusive, BiConsumer<PaneKey, PaneRow> visit);

    /** Walks the keys of all panes of a monitor. */
    void eachPaneKey(String monitor, BiConsumer<PaneKey, PaneRow> visit);

    /** The remembered windows of a group in order of their ends. */
    List<PastWindow> past(GroupKey group);

    /** Remembers a window of a group in place of the one that ends then. */
    void putPast(GroupKey group, PastWindow window);

    /** Forgets the window of a group that ends then. */
    void removePast(GroupKey group, long end);

    /** What was learned of how much a group's windows differ, by the feature's place in the chunk; may be empty. */
    SortedMap<Integer, LearnedDispersion> learned(GroupKey group);

    /** Sets {@link #learned}. */
    void putLearned(GroupKey group, SortedMap<Integer, LearnedDispersion> learned);

    /** Forgets what was learned of a group. */
    void removeLearned(GroupKey group);
}
