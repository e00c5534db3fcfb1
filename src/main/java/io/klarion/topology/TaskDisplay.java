package io.klarion.topology;

import io.klarion.codec.StateCodec;
import io.klarion.codec.SummaryCodec;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VerdictSummary;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.GroupKey;
import io.klarion.metrics.TaskView;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task of stage 2 shows in the metrics. It is kept in the task's store too, so that gauges are not blank
 * after a restart, and move with the partition.
 */
final class TaskDisplay implements AutoCloseable {

    private final List<Monitor> monitors;
    private final KeyValueStore<Bytes, byte[]> store;
    private final TaskView view;

    TaskDisplay(List<Monitor> monitors, KeyValueStore<Bytes, byte[]> store, TaskView view) {
        this.monitors = monitors;
        this.store = store;
        this.view = view;
        view.references(monitors);
    }

    /** What the gauges are written to. */
    TaskView view() {
        return view;
    }

    /** Shows what was kept. */
    void restore(StreamState state) {
        for (Monitor monitor : monitors) {
            Map<GroupKey, VerdictSummary> summaries = new TreeMap<>();
            scan(
                    StateKeys.SUMMARY,
                    monitor,
                    row -> summaries.put(
                            StateKeys.readGroup(ByteBuffer.wrap(row.key.get())), SummaryCodec.decode(row.value)));
            state.groups(monitor.name()).forEach((group, row) -> {
                view.restore(monitor.name(), monitor.segmentNames(), group.segmentOf(monitor), row.alerts());
                VerdictSummary last = summaries.get(group);
                if (last != null) {
                    view.restore(monitor, group, last);
                }
            });
            scan(
                    StateKeys.FIRED,
                    monitor,
                    row -> view.fired(
                            monitor.name(),
                            StateKeys.readFired(ByteBuffer.wrap(row.key.get())),
                            StateCodec.decodeOffset(row.value)));
        }
    }

    /** Shows a closed window and what fires after it. */
    void verdict(Verdict verdict, Set<String> firing) {
        if (view.publish(verdict, firing)) {
            store.put(StateKeys.summary(GroupKey.of(verdict)), SummaryCodec.encode(VerdictSummary.of(verdict)));
        }
    }

    /** Shows an alert that changed its state, and counts it towards its monitor's budget, if that has one. */
    void alert(Alert alert) {
        view.alert(alert);
        view.expired(alert.monitor(), alert.windowEnd())
                .forEach(id -> store.delete(StateKeys.fired(alert.monitor(), id)));
        if (view.fired(alert)) {
            store.put(StateKeys.fired(alert.monitor(), alert.id()), StateCodec.encodeOffset(alert.windowEnd()));
        }
    }

    /** Shows nothing more of a group: it has been silent for so long that it is no longer judged. */
    void forget(GroupKey group) {
        store.delete(StateKeys.summary(group));
        monitors.stream()
                .filter(monitor -> monitor.name().equals(group.monitor()))
                .forEach(monitor ->
                        view.forget(monitor.name(), monitor.segmentNames(), group.segmentOf(monitor), group.chunk()));
    }

    @Override
    public void close() {
        view.close();
    }

    private void scan(byte kind, Monitor monitor, Consumer<KeyValue<Bytes, byte[]>> visit) {
        try (KeyValueIterator<Bytes, byte[]> rows =
                store.range(StateKeys.monitorStart(kind, monitor.name()), StateKeys.monitorEnd(kind, monitor.name()))) {
            rows.forEachRemaining(visit);
        }
    }
}
