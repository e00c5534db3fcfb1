package io.klarion.core.monitor;

import io.klarion.core.distribution.Segment;
import java.util.List;

/** Tells which references are in force for a window: the judge's only question about them. Pure. */
public interface References {

    /**
     * What the window of {@code segment} that starts at {@code start} can be compared with, in the order of the
     * configuration; empty for nothing.
     *
     * @param start epoch milliseconds
     * @param chunk which chunk of the features
     */
    List<Basis> inForce(Segment segment, long start, int chunk);
}
