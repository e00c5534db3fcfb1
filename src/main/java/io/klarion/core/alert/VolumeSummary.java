package io.klarion.core.alert;

import io.klarion.core.detect.VolumeVerdict;

/**
 * The sentences of an alert on the number of records.
 *
 * @param seen the window
 */
record VolumeSummary(VolumeObservation seen) implements Wording {

    @Override
    public String fired() {
        long records = seen.window().records();
        if (records == 0) {
            return "no records: " + against();
        }
        return seen.volume()
                .map(verdict -> (verdict.state() == VolumeVerdict.State.LOW ? "far fewer" : "far more")
                        + " records, by a factor of " + SentenceText.number(seen.times(verdict)) + ": " + against())
                .orElseGet(this::against);
    }

    @Override
    public String worse() {
        return fired();
    }

    @Override
    public String calmer() {
        return "records come again, but not as many as they should: " + against();
    }

    @Override
    public String back() {
        return "as many records as in the reference again: " + against();
    }

    @Override
    public String quiet(int windows) {
        return "as many records as in the reference in " + SentenceText.inARow(windows) + ": " + against();
    }

    @Override
    public String unjudged(long lastJudgedEnd) {
        String reason = seen.window().records() == 0 ? "still no records" : "not comparable with the reference";
        return SentenceText.unjudged("the number of records", reason, lastJudgedEnd);
    }

    private String against() {
        return seen.window().records()
                + seen.volume()
                        .map(verdict -> " in the window, " + SentenceText.number(verdict.low()) + " to "
                                + SentenceText.number(verdict.high()) + " expected, "
                                + SentenceText.number(verdict.expected()) + " on average")
                        .orElse(" in the window");
    }
}
