package io.klarion.metrics;

import io.klarion.core.alert.Alert;
import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Suspicion;
import io.klarion.core.protocol.Tally;

/** Where the stages say what became of the records, and what they sent. Safe for any number of threads. */
public interface StreamCounters {

    /** Forgets everything. */
    StreamCounters NONE = new StreamCounters() {
        @Override
        public void tally(Tally tally) {}

        @Override
        public void anomaly(Anomaly anomaly, String monitor, long records) {}

        @Override
        public void finding(Suspicion.Kind kind, String monitor) {}

        @Override
        public void alert(Alert alert) {}
    };

    /** What one drain of stage 1 made of the records since the one before. */
    void tally(Tally tally);

    /** Stage 2 received counts that it could not use. */
    void anomaly(Anomaly anomaly, String monitor, long records);

    /** A range of source offsets was found whose records are lost or doubled in a monitor's counts. */
    void finding(Suspicion.Kind kind, String monitor);

    /** An alert changed its state. */
    void alert(Alert alert);
}
