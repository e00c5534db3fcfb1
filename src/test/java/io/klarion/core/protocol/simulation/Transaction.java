package io.klarion.core.protocol.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One transaction of one worker: what it wrote counts when, and only when, it commits. */
final class Transaction {

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private State state = State.OPEN;
    private final List<Consumer<Results>> results = new ArrayList<>();

    void result(Consumer<Results> result) {
        results.add(result);
    }

    void commit(Results committed) {
        state = State.COMMITTED;
        results.forEach(result -> result.accept(committed));
    }

    void abort() {
        state = State.ABORTED;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }
}
