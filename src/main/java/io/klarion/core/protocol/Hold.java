package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A source partition under suspicion: until a second look at its topic has answered, its watermark stays what it was,
 * so that no window closes on doubtful counts.
 *
 * @param partition the partition
 * @param watermark how far it lets windows close meanwhile
 * @param suspicions what is in doubt, oldest first
 */
public record Hold(SourcePartition partition, long watermark, List<Suspicion> suspicions) {

    public Hold {
        suspicions = List.copyOf(suspicions);
    }

    /* Lost records cannot be missed in windows the partition had passed; doubled ones may be counted in any. */
    Hold with(Suspicion more) {
        List<Suspicion> all = new ArrayList<>(suspicions);
        if (!all.contains(more)) {
            all.add(more);
        }
        boolean isPassed = more.kind() == Suspicion.Kind.GAP;
        return new Hold(partition, isPassed ? watermark : WindowSpec.NO_WATERMARK, all);
    }

    Hold without(Suspicion settled) {
        List<Suspicion> left = new ArrayList<>(suspicions);
        left.remove(settled);
        return new Hold(partition, watermark, left);
    }

    /** What the partition is taken to have said meanwhile. */
    PartitionMark mask(PartitionMark mark) {
        return new PartitionMark(
                partition,
                watermark,
                PartitionMark.Status.ACTIVE,
                mark.previousOffset(),
                mark.firstOffset(),
                mark.lastOffset(),
                mark.read(),
                mark.rejected());
    }
}
