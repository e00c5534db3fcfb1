package io.klarion.cli;

import io.klarion.core.monitor.Monitor;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The one monitor that a command is about. */
final class OneMonitor {

    private OneMonitor() {}

    /** The one of this name, or the only one there is. */
    static Monitor of(List<Monitor> monitors, @Nullable String name, CommandLine command) {
        String names = monitors.stream().map(Monitor::name).collect(Collectors.joining(", "));
        if (name == null && monitors.size() > 1) {
            throw new ParameterException(command, "--monitor: must be one of " + names + ", was not given");
        }
        return monitors.stream()
                .filter(monitor -> name == null || monitor.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ParameterException(command, "--monitor: must be one of " + names + ", was " + name));
    }
}
