package io.klarion.core.alert;

/**
 * The sentences of an alert on creeping drift.
 *
 * @param seen the window
 */
record CreepSummary(DriftObservation seen) {

    String fired(int windows) {
        DriftSummary drift = new DriftSummary(seen);
        return seen.subject() + " creeps away: " + windows
                + " windows together show a drift that none shows by itself, the last one " + drift.against()
                + drift.mostMoved();
    }

    String over() {
        return seen.subject() + " no longer creeps away: " + new DriftSummary(seen).against();
    }

    String toldElsewhere() {
        return seen.subject() + " no longer creeps: another alert tells of it by now";
    }

    String unjudged(long lastJudgedEnd) {
        return SentenceText.unjudged(seen.subject(), "too little data", lastJudgedEnd);
    }
}
