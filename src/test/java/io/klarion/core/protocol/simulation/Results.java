package io.klarion.core.protocol.simulation;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Tally;
import java.util.ArrayList;
import java.util.List;

/** What committed transactions have put out, in the order in which they did. */
final class Results {

    /** Counts that stage 2 found to be wrong. */
    record Odd(Anomaly anomaly, String monitor, long records) {}

    final List<Verdict> verdicts = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<Quarantined> quarantine = new ArrayList<>();
    final List<Tally> tallies = new ArrayList<>();
    final List<Odd> anomalies = new ArrayList<>();
}
