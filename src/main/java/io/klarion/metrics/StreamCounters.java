package io.klarion.metrics;

import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Tally;

/** Where the stages say what became of the records. Safe for any number of threads. */
public interface StreamCounters {

    /** Forgets everything. */
    StreamCounters NONE = new StreamCounters() {
        @Override
        public void tally(Tally tally) {}

        @Override
        public void anomaly(Anomaly anomaly, String monitor, long records) {}

        @Override
        public void integrityGaps(String monitor, long gaps) {}
    };

    /** What one drain of stage 1 made of the records since the one before. */
    void tally(Tally tally);

    /** Stage 2 received counts that it could not use. */
    void anomaly(Anomaly anomaly, String monitor, long records);

    /** More ranges of source offsets were found in which records are missing. */
    void integrityGaps(String monitor, long gaps);
}
