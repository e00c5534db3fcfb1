package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.report.LiveView;
import io.klarion.report.Screen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code klarion run}: the monitors of a configuration, until stopped. */
@Command(
        name = "run",
        description = {
            "Watch the configured topics until stopped.",
            "",
            "Verdicts, alerts and rejected records go to the result topics of the configuration, metrics and health"
                    + " to its HTTP port. Start it again, or more than once, with the same configuration: the work is"
                    + " shared, and goes on where it was."
        })
final class RunCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(500);

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        compiled.config().warnings().forEach(spec.commandLine().getErr()::println);
        LiveView view = LiveView.on(Screen.of(System.getenv()), System.out, compiled.monitors());
        LiveReporter reporter = new LiveReporter(view);
        try (StopSignal stop = new StopSignal();
                view;
                RunningMonitor monitor =
                        RunningMonitor.live(compiled, StreamsSettingsOf.config(compiled.config()), reporter)) {
            out.println("console  " + monitor.uri());
            out.println("metrics  " + monitor.uri().resolve("/metrics"));
            out.println("health   " + monitor.uri().resolve("/readyz"));
            out.flush();
            Optional<String> failure = Optional.empty();
            while (failure.isEmpty() && !stop.isAskedWithin(LOOK)) {
                failure = monitor.failure();
                view.records(monitor.records().byMonitor());
                view.refresh();
            }
            failure.ifPresent(why -> spec.commandLine().getErr().println("stopped: " + why));
            return failure.isPresent() ? 1 : 0;
        }
    }
}
