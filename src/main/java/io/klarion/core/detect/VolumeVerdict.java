package io.klarion.core.detect;

import io.klarion.core.reference.VolumeHistory;
import java.util.Optional;

/**
 * What a window's number of records says.
 *
 * @param state whether it is within {@code low} and {@code high}
 * @param expected the mean number of records of the reference's windows
 * @param low fewer are too few
 * @param high more are too many
 * @param factor how many times fewer or more than expected they must be at least
 */
public record VolumeVerdict(State state, double expected, double low, double high, double factor) {

    /** Whether a window holds as many records as those of the reference. */
    public enum State {
        /** It does. */
        NORMAL,
        /** Far fewer. */
        LOW,
        /** Far more. */
        HIGH
    }

    /**
     * The verdict on a window of {@code records}; empty when volume is not judged or the reference knows nothing of it.
     *
     * <p>Too few are fewer than all of: what the history's law allows, the mean divided by the factor, the fewest
     * that any window of the reference held. Too many likewise. The confidence is that of both sides together.
     */
    public static Optional<VolumeVerdict> of(VolumeSpec spec, VolumeHistory history, long records) {
        if (spec.factor().isEmpty() || !history.isKnown()) {
            return Optional.empty();
        }
        double factor = spec.factor().getAsDouble();
        double each = (1 + spec.confidence()) / 2;
        double low = Math.min(Math.min(history.low(each), history.mean() / factor), (double) history.least());
        double high = Math.max(Math.max(history.high(each), history.mean() * factor), (double) history.most());
        State state = records < low ? State.LOW : records > high ? State.HIGH : State.NORMAL;
        return Optional.of(new VolumeVerdict(state, history.mean(), low, high, factor));
    }
}
