package io.klarion.core.protocol.simulation;

import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Stage1Output;
import io.klarion.core.protocol.Tally;

/** Passes on a few things, then fails. */
final class FailingDrain implements Stage1Output {

    private final Stage1Output next;
    private int left;

    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    FailingDrain(Stage1Output next, int successes) {
        this.next = next;
        this.left = successes;
    }

    private void count() {
        if (left == 0) {
            throw new Failure();
        }
        left--;
    }

    @Override
    public void delta(Message.Delta delta) {
        count();
        next.delta(delta);
    }

    @Override
    public void quarantined(Quarantined record) {
        count();
        next.quarantined(record);
    }

    @Override
    public void tally(Tally tally) {
        count();
        next.tally(tally);
    }

    @Override
    public void marker(Message.Marker marker) {
        count();
        next.marker(marker);
    }
}
