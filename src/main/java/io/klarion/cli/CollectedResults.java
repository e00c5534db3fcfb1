package io.klarion.cli;

import io.klarion.core.alert.Alert;
import io.klarion.core.monitor.Monitor;
import io.klarion.replay.ReplayOutput;
import io.klarion.replay.ResultSpool;
import io.klarion.topology.StreamsSettings;
import io.klarion.topology.TopicReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings the results of a run that is over from their topics, in the order in which one task would write them. */
final class CollectedResults {

    private final StreamsSettings settings;
    private final List<Monitor> monitors;
    private final Path workspace;

    CollectedResults(StreamsSettings settings, List<Monitor> monitors, Path workspace) {
        this.settings = settings;
        this.monitors = monitors;
        this.workspace = workspace;
    }

    /**
     * Hands them over.
     *
     * @param told what must be among them
     * @return what is not; nothing was handed over then
     */
    Optional<String> into(ReplayOutput out, ToldResults told) {
        TopicReader topics = new TopicReader(settings.kafka());
        try (ResultSpool spool = new ResultSpool(workspace)) {
            topics.readEnded(settings.topics().verdicts(), record -> told.found(spool.verdict(record.value())));
            topics.readEnded(
                    settings.topics().alerts(), record -> told.found(spool.alert(record.value(), this::position)));
            Optional<String> missing = told.missing();
            if (missing.isEmpty()) {
                spool.drain(verdict -> out.verdict(verdict, Set.of()), out::alert);
            }
            return missing;
        }
    }

    /* Among the alerts of one window, one task writes those of the first feature first. */
    private int position(Alert alert) {
        return monitors.stream()
                .filter(monitor -> monitor.name().equals(alert.monitor()))
                .flatMapToInt(monitor -> monitor.layout().indexOf(alert.feature()).stream())
                .findFirst()
                .orElse(0xFFFF);
    }
}
