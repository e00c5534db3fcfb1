package io.klarion.core.protocol.simulation;

import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PaneDelta;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Stage1Output;
import io.klarion.core.protocol.Tally;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Sends what stage 1 hands out, as part of a transaction. */
final class TransactionalDrain implements Stage1Output {

    private final World world;
    private final Transaction transaction;
    private final List<Message.Delta> delayed = new ArrayList<>();

    TransactionalDrain(World world, Transaction transaction) {
        this.world = world;
        this.transaction = transaction;
    }

    @Override
    public void delta(Message.Delta delta) {
        switch (world.mutation) {
            case MARKER_BEFORE_DELTAS -> delayed.add(delta);
            case DELTA_WITHOUT_FIRST_WINDOW_ON_TIME -> send(withoutFrom(delta));
            default -> send(delta);
        }
    }

    private static Message.Delta withoutFrom(Message.Delta delta) {
        List<PaneDelta> panes = delta.panes().stream()
                .map(pane -> pane.from() == WindowSpec.LATE_FOR_ALL
                        ? pane
                        : new PaneDelta(pane.pane(), Long.MIN_VALUE, pane.records(), pane.counts()))
                .toList();
        return new Message.Delta(delta.monitor(), delta.generation(), delta.segment(), delta.chunk(), panes);
    }

    private void send(Message.Delta delta) {
        world.internal.send(world.internal.partitionOf(delta), transaction, delta);
    }

    @Override
    public void quarantined(Quarantined record) {
        if (world.mutation != Mutation.QUARANTINE_LEAVES_BEFORE_DRAIN) {
            transaction.result(results -> results.quarantine.add(record));
        }
    }

    @Override
    public void tally(Tally tally) {
        transaction.result(results -> results.tallies.add(tally));
    }

    @Override
    public void marker(Message.Marker marker) {
        send(marker);
    }

    /** Sends a marker to every partition. */
    void send(Message.Marker marker) {
        Message.Marker sent = world.mutation == Mutation.UNHEARD_PARTITION_DOES_NOT_BLOCK
                ? new Message.Marker(marker.marks(), new TreeMap<>())
                : marker;
        int partitions = world.mutation == Mutation.MARKER_TO_ONE_PARTITION_ONLY ? 1 : world.internal.count();
        for (int p = 0; p < partitions; p++) {
            world.internal.send(p, transaction, sent);
        }
    }

    /** The drain is over. */
    void end() {
        delayed.forEach(this::send);
        delayed.clear();
    }
}
