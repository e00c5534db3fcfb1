package io.klarion.topology;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;

/** Who follows the result topics. Called on one thread, in the order of each partition. */
public interface ResultListener {

    /** A verdict, or one part of a wide one. After an interruption it may be one that was told before. */
    void verdict(Verdict verdict);

    /** An alert changed its state; may be told again likewise. */
    void alert(Alert alert);

    /**
     * How well the topics are followed.
     *
     * @param caughtUp whether what they held at the start is read
     * @param trouble why they cannot be read right now; empty while they can
     * @param unreadable records that were neither verdict nor alert
     */
    void state(boolean caughtUp, String trouble, long unreadable);
}
