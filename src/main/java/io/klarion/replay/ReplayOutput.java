package io.klarion.replay;

import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Stage2Output;
import io.klarion.core.protocol.Tally;

/** Where the results of a replay go: those of stage 2, and what became of the records. */
public interface ReplayOutput extends Stage2Output {

    /** A record was rejected. */
    void quarantined(Quarantined record);

    /** What became of some more records. */
    void tally(Tally tally);
}
