package io.klarion.cli;

import io.klarion.codec.AlertJson;
import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.alert.Alert;
import io.klarion.core.window.WindowSpec;
import io.klarion.demo.DemoConfig;
import io.klarion.demo.DemoPlan;
import io.klarion.demo.DemoSummary;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.demo.LoanProducer;
import io.klarion.report.LiveView;
import io.klarion.report.Screen;
import io.klarion.topology.StreamsSettings;
import io.klarion.topology.TopicReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The demo on made-up loans: broker, stream, monitor, and a summary of planted against detected. */
final class LoanDemo {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final CommandLine command;
    private final PrintWriter out;
    private final DemoCommand.LoanOptions options;
    private final Clock clock = Clock.systemUTC();

    LoanDemo(CommandLine command, DemoCommand.LoanOptions options) {
        this.command = command;
        this.out = command.getOut();
        this.options = options;
    }

    int run() throws IOException, InterruptedException {
        DemoPlan plan = DemoPlan.of(options.seed(), clock.instant(), options.isDrifting());
        try (StopSignal stop = new StopSignal();
                Workspace workspace = Workspace.create()) {
            out.println("Starting a Kafka broker in this process …");
            out.flush();
            try (EmbeddedBroker broker = EmbeddedBroker.start()) {
                return play(plan, broker, workspace.directory(), stop);
            }
        }
    }

    private int play(DemoPlan plan, EmbeddedBroker broker, Path directory, StopSignal stop)
            throws IOException, InterruptedException {
        CompiledConfig config = prepare(plan, broker, directory);
        StreamsSettings settings =
                StreamsSettingsOf.config(config.config()).on(broker.bootstrapServers(), directory.resolve("state"));
        LiveView view = LiveView.on(Screen.of(System.getenv()), System.out, config.monitors());
        LiveReporter reporter = new LiveReporter(view);
        Optional<String> failure;
        try (view;
                RunningMonitor monitor = RunningMonitor.live(config, settings, reporter);
                LoanProducer loans = LoanProducer.start(plan, broker.bootstrapServers(), DemoConfig.TOPIC, clock)) {
            out.println(opening(plan, broker, monitor));
            out.flush();
            failure = watch(monitor, loans, view, stop);
        }
        long reached =
                reporter.reached() == WindowSpec.NO_WATERMARK ? plan.start().toEpochMilli() : reporter.reached();
        List<Alert> alerts = committedAlerts(broker, settings);
        out.println();
        out.println(DemoSummary.of(plan, alerts, Instant.ofEpochMilli(reached)).text());
        failure.ifPresent(why -> command.getErr().println("stopped: " + why));
        return failure.isPresent() ? 1 : 0;
    }

    private CompiledConfig prepare(DemoPlan plan, EmbeddedBroker broker, Path directory)
            throws IOException, InterruptedException {
        broker.createTopic(DemoConfig.TOPIC, DemoConfig.PARTITIONS, DemoConfig.TOPIC_SETTINGS);
        Path config = directory.resolve(DemoConfig.FILE);
        Files.writeString(config, DemoConfig.text(broker.bootstrapServers(), options.port()));
        LoanReferenceFile.write(plan, config, directory.resolve(DemoConfig.REFERENCE_FILE));
        return ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
    }

    private Optional<String> watch(RunningMonitor monitor, LoanProducer loans, LiveView view, StopSignal stop)
            throws InterruptedException {
        Instant end = options.seconds() > 0 ? clock.instant().plusSeconds(options.seconds()) : Instant.MAX;
        while (clock.instant().isBefore(end) && !stop.isAskedWithin(LOOK)) {
            view.records(monitor.records().byMonitor());
            view.refresh();
            if (!loans.failure().isEmpty()) {
                return Optional.of("the stream broke off: " + loans.failure());
            }
            if (monitor.failure().isPresent()) {
                return monitor.failure();
            }
        }
        return Optional.empty();
    }

    private static String opening(DemoPlan plan, EmbeddedBroker broker, RunningMonitor monitor) {
        return "broker   " + broker.bootstrapServers() + ", topic " + DemoConfig.TOPIC + "\nconsole  " + monitor.uri()
                + "\nmetrics  "
                + monitor.uri().resolve("/metrics") + "\nhealth   "
                + monitor.uri().resolve("/readyz") + "\n\n" + plan.text();
    }

    /* What is committed counts, not what a task has told: the summary must agree with any reader of the topic. */
    private static List<Alert> committedAlerts(EmbeddedBroker broker, StreamsSettings settings) {
        List<Alert> alerts = new ArrayList<>();
        new TopicReader(Map.of("bootstrap.servers", broker.bootstrapServers()))
                .readEnded(settings.topics().alerts(), record -> alerts.add(AlertJson.read(record.value())));
        return alerts;
    }
}
