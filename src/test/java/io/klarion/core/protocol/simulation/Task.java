package io.klarion.core.protocol.simulation;

/** Something that a worker runs, whose progress its transactions commit. */
interface Task {

    /** Starts, or starts again, from what was last committed. */
    void open();

    /** Writes what must be written before a commit. */
    void prepareCommit(Transaction transaction);

    /** What was done is kept. */
    void committed();

    /** What was written is kept, but not how far the input was read: the fault of a task marked as corrupted. */
    void committedWithoutOffsets();
}
