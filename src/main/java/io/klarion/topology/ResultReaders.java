package io.klarion.topology;

import io.klarion.core.monitor.Diagnosis;
import java.util.ArrayList;
import java.util.List;

/**
 * Who reads the results in the same process, beside the monitors, which go on without them.
 *
 * @param console whether there is a console
 * @param sinkGroups the consumer groups of those who tell others of alerts
 */
public record ResultReaders(boolean console, List<String> sinkGroups) {

    public ResultReaders {
        sinkGroups = List.copyOf(sinkGroups);
    }

    /* Topics that are not there yet refuse nobody. */
    List<Diagnosis> diagnoses(Cluster cluster, StreamsSettings settings) {
        List<Diagnosis> found = new ArrayList<>();
        String verdicts = settings.topics().verdicts();
        String alerts = settings.topics().alerts();
        if (console) {
            String refused = refused(() ->
                    Permissions.toRead(settings, List.of(verdicts, alerts)).require(cluster));
            found.add(
                    refused.isEmpty()
                            ? Diagnosis.fine("the console may read the results")
                            : Diagnosis.warning("the console will show no results: " + refused));
        }
        if (!sinkGroups.isEmpty()) {
            SourceOffsets offsets = new SourceOffsets(cluster);
            List<String> refusals = new ArrayList<>();
            refusals.add(
                    refused(() -> Permissions.toRead(settings, List.of(alerts)).require(cluster)));
            sinkGroups.forEach(group -> refusals.add(refused(() -> offsets.committed(group))));
            refusals.removeIf(String::isEmpty);
            refusals.forEach(refused -> found.add(Diagnosis.problem("notify: no sink will be told: " + refused)));
            if (refusals.isEmpty()) {
                found.add(Diagnosis.fine("the sinks of notify may read the alerts"));
            }
        }
        return found;
    }

    private static String refused(Runnable look) {
        try {
            look.run();
            return "";
        } catch (StartException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
