package io.klarion.topology;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Stage2;
import java.util.List;

/**
 * Follows what the tasks of this process do, for people to look at. Called on stream threads, possibly several at
 * once, before the results are committed: after a crash the same result may be told again.
 */
public interface StreamListener {

    /** Listens to nothing. */
    StreamListener NONE = new StreamListener() {
        @Override
        public void verdict(Verdict verdict) {}

        @Override
        public void alert(Alert alert) {}

        @Override
        public void waiting(int internalPartition, List<Stage2.Waiting> waiting) {}

        @Override
        public void finished(int internalPartition) {}
    };

    /** A window was judged. */
    void verdict(Verdict verdict);

    /** An alert changed its state. */
    void alert(Alert alert);

    /** What the task of this internal partition waits for, told about once a second. */
    void waiting(int internalPartition, List<Stage2.Waiting> waiting);

    /** The same while no window that these marks let close is left to close. */
    default void closed(int internalPartition, List<Stage2.Waiting> waiting) {}

    /** The task of this internal partition of a bounded read has closed its last window; told again each second. */
    void finished(int internalPartition);
}
