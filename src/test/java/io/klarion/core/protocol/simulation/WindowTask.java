package io.klarion.core.protocol.simulation;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Audit;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.InMemoryState;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.protocol.Stage2Output;
import io.klarion.core.protocol.Suspicion;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stage 2 of one internal partition. */
final class WindowTask implements Task {

    private final World world;
    private final int partition;
    private InMemoryState committedState = new InMemoryState();
    private int committedPosition;
    private InMemoryState state = committedState;
    private int position;
    private Transaction transaction = new Transaction();
    private Stage2 stage;
    private final Auditor auditor;
    private final Tampering tampering;

    WindowTask(World world, int partition) {
        this.world = world;
        this.partition = partition;
        this.auditor = new Auditor(world);
        this.tampering = new Tampering(world);
        this.stage = newStage();
    }

    private Stage2 newStage() {
        SortedMap<String, Integer> manifest = world.mutation == Mutation.UNHEARD_PARTITION_DOES_NOT_BLOCK
                ? new TreeMap<>()
                : new TreeMap<>(world.manifest);
        return new Stage2(world.plan.monitors(), manifest, state, new CountingJudge(), new Output());
    }

    @Override
    public void open() {
        state = committedState.copy();
        position = committedPosition;
        tampering.restored(state);
        stage = newStage();
    }

    /** Applies at most {@code count} messages, then closes at most {@code budget} windows; returns how many. */
    int work(int count, int budget, Transaction within) {
        transaction = within;
        for (int i = 0; i < count; i++) {
            Optional<InternalTopic.Entry> entry = world.internal.read(partition, position);
            if (entry.isEmpty()) {
                break;
            }
            Optional<Message> message = entry.get().visible();
            if (message.isPresent()) {
                stage.apply(position, tampering.received(message.get(), state));
            }
            position++;
        }
        return budget == 0 ? 0 : stage.close(budget);
    }

    /** Has what is in doubt looked at again; each range with this chance in a hundred. */
    void audit(int inHundred) {
        for (Suspicion suspicion : stage.suspicions()) {
            if (world.chance(inHundred)) {
                Audit found = auditor.look(suspicion);
                world.note(() -> this + " hears of " + suspicion.kind() + " " + suspicion + ": " + found);
                stage.settle(suspicion, found);
            }
        }
    }

    boolean isReadToEnd() {
        return world.internal.read(partition, position).isEmpty();
    }

    SortedMap<SourcePartition, PartitionMark> marks() {
        SortedMap<SourcePartition, PartitionMark> marks = new TreeMap<>();
        state.marks().forEach(mark -> marks.put(mark.partition(), mark));
        return marks;
    }

    /** What it remembers at the end. */
    InMemoryState state() {
        return state;
    }

    @Override
    public void prepareCommit(Transaction within) {
        // everything is written as it comes
    }

    @Override
    public void committed() {
        committedState = state.copy();
        committedPosition = position;
    }

    @Override
    public void committedWithoutOffsets() {
        committedState = state.copy();
    }

    @Override
    public String toString() {
        return "window task " + partition;
    }

    private final class Output implements Stage2Output {

        @Override
        public void verdict(Verdict verdict, Set<String> firing) {
            transaction.result(results -> results.verdicts.add(verdict));
        }

        @Override
        public void alert(Alert alert) {
            transaction.result(results -> results.alerts.add(alert));
        }

        @Override
        public void finding(Finding finding) {
            transaction.result(results -> results.findings.add(finding));
        }

        @Override
        public void anomaly(Anomaly anomaly, String monitor, long records) {
            transaction.result(results -> results.anomalies.add(new Results.Odd(anomaly, monitor, records)));
        }
    }
}
