package io.klarion.core.protocol.simulation;

import io.klarion.core.protocol.InMemoryState;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.ProgressRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Breaks the rules on lost and doubled records at the door of stage 2. */
record Tampering(World world) {

    /** A message as a stage 2 sees it that breaks the rule. */
    Message received(Message message, InMemoryState state) {
        if (!(message instanceof Message.Marker marker)) {
            return message;
        }
        List<PartitionMark> marks = new ArrayList<>();
        for (PartitionMark mark : marker.marks()) {
            if (mark.firstOffset() < 0) {
                marks.add(mark);
            } else {
                tamper(mark, applied(mark, state), marks);
            }
        }
        return new Message.Marker(marks, marker.manifest());
    }

    private static long applied(PartitionMark mark, InMemoryState state) {
        return state.marks().stream()
                .filter(known -> known.partition().equals(mark.partition()))
                .mapToLong(PartitionMark::lastOffset)
                .findFirst()
                .orElse(-1);
    }

    private void tamper(PartitionMark mark, long applied, List<PartitionMark> marks) {
        switch (world.mutation) {
            case CONTINUITY_NOT_CHECKED -> marks.add(with(mark, mark.previousOffset(), applied + 1));
            case LIFE_CLAIMS_TO_FOLLOW_ON ->
                marks.add(mark.previousOffset() < 0 ? with(mark, applied, mark.firstOffset()) : mark);
            case SUSPECT_MARK_NOT_HELD -> {
                marks.add(PartitionMark.heartbeat(mark.partition(), mark.watermark(), mark.status()));
                marks.add(mark);
            }
            default -> marks.add(mark);
        }
    }

    private static PartitionMark with(PartitionMark mark, long previousOffset, long firstOffset) {
        return new PartitionMark(
                mark.partition(),
                mark.watermark(),
                mark.status(),
                previousOffset,
                firstOffset,
                Math.max(mark.lastOffset(), firstOffset),
                mark.read(),
                mark.rejected());
    }

    /** State as it is found after a restart by a stage 2 that breaks the rule. */
    void restored(InMemoryState state) {
        if (world.mutation == Mutation.APPLIED_OFFSETS_NOT_SKIPPED) {
            state.putAppliedOffset(-1);
        } else if (world.mutation == Mutation.DOUBT_FORGOTTEN_AT_RESTART) {
            state.holds().forEach(hold -> state.removeHold(hold.partition()));
        } else if (world.mutation == Mutation.FLAG_FORGOTTEN_AT_RESTART) {
            world.plan.monitors().forEach(monitor -> forgetFlags(state, monitor.name()));
        }
    }

    private static void forgetFlags(InMemoryState state, String monitor) {
        if (state.progress(monitor) != null) {
            ProgressRow row = Objects.requireNonNull(state.progress(monitor));
            state.putProgress(
                    monitor,
                    new ProgressRow(
                            row.generation(),
                            row.pane(),
                            row.lastClosedEnd(),
                            row.incompleteUntil(),
                            row.unknownUntil(),
                            row.revisable(),
                            new TreeMap<>(),
                            row.revisions()));
        }
    }
}
