package io.klarion.core.protocol;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.PartitionMark.Status;
import io.klarion.core.protocol.simulation.CountingJudge;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One internal partition under test: say what arrives, read what comes out as lines of text. */
final class Scene implements Stage2Output {

    final InMemoryState state = new InMemoryState();
    private final List<String> lines = new ArrayList<>();
    private List<Monitor> monitors;
    private SortedMap<String, Integer> manifest;
    private Stage2 stage;
    private long offset;

    Scene(int partitions, Monitor... monitors) {
        this.monitors = List.of(monitors);
        this.manifest = new TreeMap<>();
        this.monitors.forEach(monitor -> monitor.topics().forEach(topic -> manifest.put(topic, partitions)));
        this.stage = newStage();
    }

    private Stage2 newStage() {
        return new Stage2(monitors, manifest, state, new CountingJudge(), this);
    }

    /** A new object over the same state. */
    Scene restart() {
        stage = newStage();
        return this;
    }

    Scene restart(int partitions, Monitor... newMonitors) {
        monitors = List.of(newMonitors);
        manifest.replaceAll((topic, count) -> partitions);
        return restart();
    }

    Stage2 stage() {
        return stage;
    }

    /** How far the first monitor's windows are closed. */
    ProgressRow progress() {
        return Objects.requireNonNull(state.progress(monitors.get(0).name()));
    }

    /** Records of one pane, on time for all of its windows. */
    Scene records(String segment, long pane, long count) {
        return records(segment, pane, monitors.get(0).window().firstEnd(pane), count);
    }

    /** Records of one pane, on time from the window that ends at {@code from}. */
    Scene records(String segment, long pane, long from, long count) {
        long[] counts = from == WindowSpec.LATE_FOR_ALL ? new long[0] : new long[] {count, 0, 0, 0};
        return delta(monitors.get(0).generation(), segment, new PaneDelta(pane, from, count, counts));
    }

    Scene delta(String generation, String segment, PaneDelta... panes) {
        return message(new Message.Delta(monitors.get(0).name(), generation, segment, 0, List.of(panes)));
    }

    Scene active(int partition, long watermark) {
        return mark(partition, watermark, Status.ACTIVE);
    }

    Scene idle(int partition, long watermark) {
        return mark(partition, watermark, Status.IDLE);
    }

    Scene finished(int partition, long watermark) {
        return mark(partition, watermark, Status.FINISHED);
    }

    /** The records from {@code first} to {@code last} of a life that took {@code previous} before. */
    Scene read(int partition, long previous, long first, long last, long watermark) {
        PartitionMark mark = new PartitionMark(
                new SourcePartition("t", partition), watermark, Status.ACTIVE, previous, first, last, 1, 0);
        return message(new Message.Marker(List.of(mark), manifest));
    }

    Scene opening(int partition, long previous, long first, long last) {
        PartitionMark mark = PartitionMark.opening(
                new SourcePartition("t", partition), WindowSpec.NO_WATERMARK, previous, first, last);
        return message(new Message.Marker(List.of(mark), manifest));
    }

    Scene startsAt(int partition, long offset) {
        PartitionMark start = PartitionMark.start(new SourcePartition("t", partition), offset);
        return message(new Message.Marker(List.of(start), manifest));
    }

    /** What was found wherever there is a suspicion. */
    Scene found(Audit audit) {
        stage.suspicions().forEach(suspicion -> stage.settle(suspicion, audit));
        return this;
    }

    private Scene mark(int partition, long watermark, Status status) {
        PartitionMark mark = PartitionMark.heartbeat(new SourcePartition("t", partition), watermark, status);
        return message(new Message.Marker(List.of(mark), manifest));
    }

    Scene message(Message message) {
        stage.apply(offset++, message);
        return this;
    }

    /** Closes what can be closed; all that came out since the last time. */
    List<String> closes() {
        stage.close(Integer.MAX_VALUE);
        return told();
    }

    /** All that came out since the last time. */
    List<String> told() {
        List<String> told = List.copyOf(lines);
        lines.clear();
        return told;
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        String where = String.join("/", verdict.segment().values());
        String revision = verdict.revision() == 0 ? "" : " revision " + verdict.revision();
        lines.add((where + " [" + verdict.start() + ", " + verdict.end() + ") " + verdict.records() + " "
                        + verdict.completeness() + revision)
                .strip());
    }

    @Override
    public void alert(Alert alert) {
        // the judge's alerts only count windows; they are checked by the simulation
    }

    @Override
    public void finding(Finding finding) {
        lines.add(finding.monitor() + " " + finding.suspicion().kind() + " " + finding.suspicion() + " "
                + finding.windows().first() + " to " + finding.windows().last());
    }

    @Override
    public void anomaly(Anomaly anomaly, String monitor, long records) {
        lines.add(monitor + " " + anomaly + " " + records);
    }
}
