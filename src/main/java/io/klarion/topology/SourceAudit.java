package io.klarion.topology;

import io.klarion.core.protocol.Audit;
import io.klarion.core.protocol.Suspicion;
import java.util.Optional;

/**
 * Says what a range of source offsets under suspicion holds. Asked on a stream thread, again and again, and must
 * answer at once; the range is read elsewhere.
 */
interface SourceAudit extends AutoCloseable {

    /** Where nothing is read, as in a description: it never has an answer. */
    SourceAudit NONE = suspicion -> Optional.empty();

    /** What was found; empty as long as the range is not read. */
    Optional<Audit> answer(Suspicion suspicion);

    /** Why windows wait for it; empty while they do not. */
    default Optional<String> waiting() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
