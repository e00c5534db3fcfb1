package io.klarion.topology;

import io.klarion.codec.HistoryCodec;
import io.klarion.codec.StateCodec;
import io.klarion.core.monitor.PastWindow;
import io.klarion.core.protocol.GroupKey;
import io.klarion.core.protocol.GroupRow;
import io.klarion.core.protocol.Hold;
import io.klarion.core.protocol.PaneKey;
import io.klarion.core.protocol.PaneRow;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.ProgressRow;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage2State;
import io.klarion.core.reference.LearnedDispersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** {@link Stage2State} in one changelogged key-value store, whose rows are versioned binary forms. */
final class StreamState implements Stage2State {

    private final KeyValueStore<Bytes, byte[]> store;
    private final Consumer<GroupKey> forgotten;

    StreamState(KeyValueStore<Bytes, byte[]> store) {
        this(store, group -> {});
    }

    /** Tells {@code forgotten} of every group that is removed. */
    StreamState(KeyValueStore<Bytes, byte[]> store, Consumer<GroupKey> forgotten) {
        this.store = store;
        this.forgotten = forgotten;
    }

    @Override
    public long appliedOffset() {
        byte[] row = store.get(StateKeys.applied());
        return row == null ? -1 : StateCodec.decodeOffset(row);
    }

    @Override
    public void putAppliedOffset(long offset) {
        store.put(StateKeys.applied(), StateCodec.encodeOffset(offset));
    }

    @Override
    public List<PartitionMark> marks() {
        List<PartitionMark> marks = new ArrayList<>();
        scan(
                StateKeys.kind(StateKeys.MARK),
                StateKeys.kind(StateKeys.MARK + 1),
                row -> marks.add(StateCodec.decodeMark(row.value)));
        return marks;
    }

    @Override
    public void putMark(PartitionMark mark) {
        store.put(StateKeys.mark(mark.partition()), StateCodec.encodeMark(mark));
    }

    @Override
    public List<Hold> holds() {
        List<Hold> holds = new ArrayList<>();
        scan(
                StateKeys.kind(StateKeys.HOLD),
                StateKeys.kind(StateKeys.HOLD + 1),
                row -> holds.add(StateCodec.decodeHold(row.value)));
        return holds;
    }

    @Override
    public void putHold(Hold hold) {
        store.put(StateKeys.hold(hold.partition()), StateCodec.encodeHold(hold));
    }

    @Override
    public void removeHold(SourcePartition partition) {
        store.delete(StateKeys.hold(partition));
    }

    @Override
    public SortedMap<String, Integer> manifest() {
        byte[] row = store.get(StateKeys.manifest());
        return row == null ? new TreeMap<>() : StateCodec.decodeManifest(row);
    }

    @Override
    public void putManifest(SortedMap<String, Integer> manifest) {
        store.put(StateKeys.manifest(), StateCodec.encodeManifest(manifest));
    }

    /** The ids of the topics whose records are counted here; empty before the first. */
    SortedMap<String, String> topicIds() {
        byte[] row = store.get(StateKeys.topicIds());
        return row == null ? new TreeMap<>() : StateCodec.decodeTopicIds(row);
    }

    /** Sets {@link #topicIds}. */
    void putTopicIds(SortedMap<String, String> ids) {
        store.put(StateKeys.topicIds(), StateCodec.encodeTopicIds(ids));
    }

    @Override
    public @Nullable ProgressRow progress(String monitor) {
        byte[] row = store.get(StateKeys.progress(monitor));
        return row == null ? null : StateCodec.decodeProgress(row);
    }

    @Override
    public void putProgress(String monitor, ProgressRow row) {
        store.put(StateKeys.progress(monitor), StateCodec.encodeProgress(row));
    }

    @Override
    public SortedMap<GroupKey, GroupRow> groups(String monitor) {
        SortedMap<GroupKey, GroupRow> groups = new TreeMap<>();
        scan(
                StateKeys.monitorStart(StateKeys.GROUP, monitor),
                StateKeys.monitorEnd(StateKeys.GROUP, monitor),
                row -> groups.put(
                        StateKeys.readGroup(ByteBuffer.wrap(row.key.get())), StateCodec.decodeGroup(row.value)));
        return groups;
    }

    @Override
    public void putGroup(GroupKey key, GroupRow row) {
        store.put(StateKeys.group(key), StateCodec.encodeGroup(row));
    }

    @Override
    public void removeGroup(GroupKey key) {
        store.delete(StateKeys.group(key));
        forgotten.accept(key);
    }

    @Override
    public @Nullable PaneRow pane(PaneKey key) {
        byte[] row = store.get(StateKeys.pane(key));
        return row == null ? null : StateCodec.decodePane(row);
    }

    @Override
    public void putPane(PaneKey key, PaneRow row) {
        store.put(StateKeys.pane(key), StateCodec.encodePane(row));
    }

    @Override
    public void removePane(PaneKey key) {
        store.delete(StateKeys.pane(key));
    }

    @Override
    public void eachPane(GroupKey group, long startInclusive, long endExclusive, BiConsumer<PaneKey, PaneRow> visit) {
        Bytes start = StateKeys.pane(new PaneKey(group, startInclusive, Long.MIN_VALUE));
        Bytes end = StateKeys.pane(new PaneKey(group, endExclusive, Long.MIN_VALUE));
        panes(start, end, visit);
    }

    @Override
    public void eachPaneKey(String monitor, BiConsumer<PaneKey, PaneRow> visit) {
        panes(StateKeys.monitorStart(StateKeys.PANE, monitor), StateKeys.monitorEnd(StateKeys.PANE, monitor), visit);
    }

    @Override
    public List<PastWindow> past(GroupKey group) {
        List<PastWindow> windows = new ArrayList<>();
        scan(
                StateKeys.past(group, Long.MIN_VALUE),
                StateKeys.past(group, Long.MAX_VALUE),
                row -> windows.add(HistoryCodec.decodePast(row.value)));
        return windows;
    }

    @Override
    public void putPast(GroupKey group, PastWindow window) {
        store.put(StateKeys.past(group, window.end()), HistoryCodec.encodePast(window));
    }

    @Override
    public void removePast(GroupKey group, long end) {
        store.delete(StateKeys.past(group, end));
    }

    @Override
    public SortedMap<Integer, LearnedDispersion> learned(GroupKey group) {
        byte[] row = store.get(StateKeys.learned(group));
        return row == null ? new TreeMap<>() : HistoryCodec.decodeLearned(row);
    }

    @Override
    public void putLearned(GroupKey group, SortedMap<Integer, LearnedDispersion> learned) {
        store.put(StateKeys.learned(group), HistoryCodec.encodeLearned(learned));
    }

    @Override
    public void removeLearned(GroupKey group) {
        Bytes key = StateKeys.learned(group);
        if (store.get(key) != null) {
            store.delete(key);
        }
    }

    private void panes(Bytes start, Bytes end, BiConsumer<PaneKey, PaneRow> visit) {
        scan(
                start,
                end,
                row -> visit.accept(
                        StateKeys.readPane(ByteBuffer.wrap(row.key.get())), StateCodec.decodePane(row.value)));
    }

    /* A store's range includes its end; ours does not. */
    private void scan(Bytes start, Bytes end, Consumer<KeyValue<Bytes, byte[]>> visit) {
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(start, end)) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if (!row.key.equals(end)) {
                    visit.accept(row);
                }
            }
        }
    }
}
