package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import java.util.List;

/** What can be wrong with records, topics and files, and with the speed at which they are read. */
public final class DataFaults {

    private DataFaults() {}

    /** All of them. */
    public static List<Fault> rows() {
        return List.of(
                new PoisonRecords(),
                new OversizedRecords(),
                new CategoryExplosion(),
                new ClocksAstray(),
                new ReferenceCorrupted(),
                new SlowConsumer(),
                new PartitionsAdded(),
                OffsetsMoved.forwards(),
                OffsetsMoved.backwards(),
                new QuarantineOverflow(),
                new ReferenceReplaced());
    }
}
