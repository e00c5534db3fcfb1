package io.klarion.cli;

import io.klarion.config.ConfigLoader;
import io.klarion.config.KlarionConfig;
import io.klarion.http.HealthSource;
import io.klarion.http.KlarionHttp;
import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.MetricsPlan;
import io.klarion.notify.Notifier;
import io.klarion.notify.NotifierSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code klarion notify}: only what tells others of alerts, for where the monitors must not reach the outside. */
@Command(
        name = "notify",
        description = {
            "Tell the sinks of the configuration of alerts, without watching anything.",
            "",
            "'klarion run' does so too where its configuration has sinks. Any number of both may run: each sink is told by"
                    + " one of them, and by another when that one is gone."
        })
final class NotifyCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(500);

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(names = "--test", description = "Send each sink one message that says it is a test, and end.")
    private boolean test;

    @Override
    public Integer call() throws Exception {
        KlarionConfig read = ConfigLoader.load(config, System.getenv());
        read.warnings().forEach(spec.commandLine().getErr()::println);
        if (!read.notifications().isUsed()) {
            spec.commandLine().getErr().println("notify: must name an alertmanager or webhooks, was without");
            return 2;
        }
        NotifierSettings settings = NotifierSettingsOf.config(read, StreamsSettingsOf.config(read), true);
        return test ? test(settings) : run(read, settings);
    }

    private int test(NotifierSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> problems = Notifier.test(settings, Clock.systemUTC());
        problems.forEach((sink, problem) -> out.println(sink + ": " + (problem.isEmpty() ? "taken" : problem)));
        out.flush();
        return problems.values().stream().allMatch(String::isEmpty) ? 0 : 1;
    }

    @SuppressWarnings("try") // it works until it is closed
    private int run(KlarionConfig read, NotifierSettings settings) throws IOException, InterruptedException {
        try (StopSignal stop = new StopSignal();
                KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN);
                KlarionHttp http = KlarionHttp.start(
                        RunningMonitor.settings(read.http()),
                        metrics.scrape(),
                        HealthSource.ALWAYS_UP,
                        Optional.empty());
                Notifier notifier = Notifier.start(settings, metrics.deliveries(), Clock.systemUTC())) {
            spec.commandLine().getOut().println("metrics  " + http.uri().resolve("/metrics"));
            spec.commandLine().getOut().flush();
            boolean asked = false;
            while (!asked) {
                asked = stop.isAskedWithin(LOOK);
            }
            return 0;
        }
    }
}
