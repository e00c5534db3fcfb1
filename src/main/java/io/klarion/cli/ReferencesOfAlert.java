package io.klarion.cli;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;

/** Finds which reference an alert is about: what its last window was compared with. Not thread-safe. */
final class ReferencesOfAlert {

    private final Alert alert;
    private String last = "";

    ReferencesOfAlert(Alert alert) {
        this.alert = alert;
    }

    Alert alert() {
        return alert;
    }

    void add(Verdict verdict) {
        if (verdict.monitor().equals(alert.monitor())
                && verdict.segment().equals(alert.segment())
                && verdict.end() == alert.windowEnd()) {
            last = verdict.reference().id();
        }
    }

    /** The id of that reference; empty when there is no such verdict. */
    String last() {
        return last;
    }
}
