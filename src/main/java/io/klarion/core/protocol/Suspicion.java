package io.klarion.core.protocol;

import java.util.Optional;

/**
 * A range of a source partition's offsets, [{@code from}, {@code to}), of which the marks alone do not show that each
 * of its records was counted exactly once.
 *
 * @param kind what may have happened to them
 * @param partition the source partition
 * @param from the first offset
 * @param to the offset after the last
 */
public record Suspicion(Kind kind, SourcePartition partition, long from, long to) {

    /** What may have happened to the records of a range. */
    public enum Kind {
        /** Nobody has counted it. Harmless unless it holds records: transactions leave offsets without any. */
        GAP,
        /** Its records were counted before and came again. */
        OVERLAP
    }

    /** What a mark with records leaves open, given what was applied of its partition; empty when it follows on. */
    static Optional<Suspicion> between(PartitionMark before, PartitionMark mark) {
        long applied = before.lastOffset();
        long first = mark.firstOffset();
        if (first <= applied) {
            long end = Math.min(applied, mark.lastOffset()) + 1;
            return Optional.of(new Suspicion(Kind.OVERLAP, mark.partition(), first, end));
        }
        boolean follows = first == applied + 1 || (mark.previousOffset() >= 0 && mark.previousOffset() == applied);
        return follows ? Optional.empty() : Optional.of(new Suspicion(Kind.GAP, mark.partition(), applied + 1, first));
    }

    /** Written {@code topic-partition [from, to)}. */
    @Override
    public String toString() {
        return partition + " [" + from + ", " + to + ")";
    }
}
