package io.klarion.core.protocol.simulation;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What committed transactions have put out, in the order in which they did. */
final class Results {

    /** Counts that stage 2 found to be wrong. */
    record Odd(Anomaly anomaly, String monitor, long records) {}

    final List<Verdict> verdicts = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<Quarantined> quarantine = new ArrayList<>();
    final List<Tally> tallies = new ArrayList<>();
    final List<Odd> anomalies = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();

    /** Names what kinds of things have happened. */
    void noteKinds(Set<String> kinds) {
        for (Verdict verdict : verdicts) {
            kinds.add(verdict.completeness().name());
            kinds.add("revision " + verdict.revision());
            kinds.add("part " + verdict.part());
            kinds.addAll(verdict.segment().values());
            kinds.add(verdict.records() == 0 ? "silence" : "records");
        }
        quarantine.forEach(record -> kinds.add(record.reason().name()));
        anomalies.forEach(odd -> kinds.add(odd.anomaly().name()));
        findings.forEach(finding ->
                kinds.add(finding.suspicion().kind() + (finding.audit().isWhole() ? "" : " expired")));
        for (Tally tally : tallies) {
            tally.monitors().values().forEach(of -> {
                kinds.add(of.late() > 0 ? "late" : "in time");
                kinds.add(of.partlyLate() > 0 ? "partly late" : "in time");
            });
        }
    }
}
