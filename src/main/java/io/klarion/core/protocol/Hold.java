package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A source partition under suspicion: until a second look at its topic has answered, its watermark stays what it was,
 * so that no window closes on doubtful counts.
 *
 * @param partition the partition
 * @param watermark its watermark before the first of them
 * @param suspicions what is in doubt, oldest first
 */
public record Hold(SourcePartition partition, long watermark, List<Suspicion> suspicions) {

    public Hold {
        suspicions = List.copyOf(suspicions);
    }

    Hold with(Suspicion more) {
        List<Suspicion> all = new ArrayList<>(suspicions);
        if (!all.contains(more)) {
            all.add(more);
        }
        return new Hold(partition, watermark, all);
    }

    Hold without(Suspicion settled) {
        List<Suspicion> left = new ArrayList<>(suspicions);
        left.remove(settled);
        return new Hold(partition, watermark, left);
    }

    /* Lost records cannot be missed in windows the partition had passed; doubled ones may be counted in any. */
    private long passed() {
        boolean isAnyDoubled = suspicions.stream().anyMatch(one -> one.kind() == Suspicion.Kind.OVERLAP);
        return isAnyDoubled ? WindowSpec.NO_WATERMARK : watermark;
    }

    /** What the partition is taken to have said meanwhile. */
    PartitionMark mask(PartitionMark mark) {
        return new PartitionMark(
                partition,
                passed(),
                PartitionMark.Status.ACTIVE,
                mark.previousOffset(),
                mark.firstOffset(),
                mark.lastOffset(),
                mark.read(),
                mark.rejected());
    }
}
