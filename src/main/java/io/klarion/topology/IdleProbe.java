package io.klarion.topology;

import io.klarion.core.protocol.SourcePartition;

/**
 * Says whether a quiet partition may be declared idle. Asked on a stream thread and must answer at once; a look at
 * the broker happens elsewhere.
 */
interface IdleProbe extends AutoCloseable {

    /** A bounded read, and tests: nothing is ever idle. */
    IdleProbe NEVER = (partition, quietSince, now) -> false;

    /**
     * Whether {@code partition}, of which no record came since {@code quietSince}, is confirmed to have been read
     * to its end at some time after that.
     */
    boolean isReadToEnd(SourcePartition partition, long quietSince, long now);

    @Override
    default void close() {}
}
