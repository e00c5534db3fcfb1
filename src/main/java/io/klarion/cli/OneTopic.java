package io.klarion.cli;

import io.klarion.core.monitor.Monitor;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The one topic that a file stands for. */
final class OneTopic {

    private OneTopic() {}

    /**
     * A topic that every monitor reads.
     *
     * @throws ParameterException when they share none, or an event time would have to come from the Kafka record
     */
    static String of(List<Monitor> monitors, CommandLine command) {
        for (Monitor monitor : monitors) {
            if (monitor.eventTime().field().isEmpty()) {
                throw new ParameterException(
                        command,
                        "monitor " + monitor.name() + ": event-time.field: must be set for a bare file, whose records"
                                + " have no timestamps of their own");
            }
        }
        return monitors.get(0).topics().stream()
                .filter(topic ->
                        monitors.stream().allMatch(monitor -> monitor.topics().equals(List.of(topic))))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command, "monitors: must all read the one topic that the file stands for, and no other"));
    }
}
