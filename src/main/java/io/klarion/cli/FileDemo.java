package io.klarion.cli;

import io.klarion.codec.RecordFile;
import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.monitor.RunSummary;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.metrics.RecordCounters;
import io.klarion.replay.RecordedRun;
import io.klarion.replay.ResultFiles;
import io.klarion.report.LiveView;
import io.klarion.report.Screen;
import io.klarion.report.SummaryTable;
import io.klarion.topology.StreamsSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The demo on a file of one's own: loaded into a topic of a real broker, monitored from there, results in files. */
final class FileDemo {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final CommandLine command;
    private final PrintWriter out;
    private final DemoCommand.FileOptions options;

    FileDemo(CommandLine command, DemoCommand.FileOptions options) {
        this.command = command;
        this.out = command.getOut();
        this.options = options;
    }

    int run() throws IOException, InterruptedException {
        try (StopSignal stop = new StopSignal();
                Workspace workspace = Workspace.create()) {
            Path given = options.config();
            Path configFile = given == null ? InferredConfig.write(options.file(), workspace.directory(), out) : given;
            CompiledConfig config = ConfigLoader.compile(configFile, System.getenv(), ReferenceJson::read);
            String topic = OneTopic.of(config.monitors(), command);
            try (ResultFiles results = new ResultFiles(options.out(), command.getErr());
                    EmbeddedBroker broker = EmbeddedBroker.start()) {
                load(broker, topic);
                StreamsSettings settings = StreamsSettingsOf.config(config.config())
                        .on(broker.bootstrapServers(), workspace.directory().resolve("state"));
                RunSummary summary = new RunSummary();
                Optional<String> failure = monitor(config, settings, summary, stop)
                        .or(() -> new CollectedResults(settings, config.monitors(), workspace.directory())
                                .into(new RecordedRun(results, summary), new ToldResults()));
                if (failure.isPresent()) {
                    command.getErr().println("stopped: " + failure.get());
                    return 1;
                }
                results.finish(summary.snapshot());
                ReportFile.write(options.out(), config.monitors());
                summary.snapshot().forEach(of -> out.println(SummaryTable.text(of)));
                out.println("Written to " + options.out());
                out.flush();
                return 0;
            }
        }
    }

    /* One partition, so that the records keep the order of the file, as in `replay --file`. */
    private void load(EmbeddedBroker broker, String topic) throws InterruptedException {
        broker.createTopic(topic, 1, Map.of("message.timestamp.type", "LogAppendTime"));
        try (RecordFile file = RecordFile.open(options.file());
                FileProgress progress = FileProgress.of(command.getErr(), "loading", file)) {
            TopicLoader.load(broker.bootstrapServers(), topic, file, progress::at);
        }
    }

    private Optional<String> monitor(
            CompiledConfig config, StreamsSettings settings, RunSummary summary, StopSignal stop)
            throws IOException, InterruptedException {
        LiveView view = LiveView.on(Screen.of(System.getenv()), System.out, config.monitors());
        LiveReporter reporter = new LiveReporter(view);
        RecordCounters records;
        try (view;
                RunningMonitor monitor = RunningMonitor.bounded(config, settings, reporter)) {
            out.println("metrics  " + monitor.uri().resolve("/metrics"));
            out.flush();
            records = monitor.records();
            while (reporter.finishedTasks() < monitor.stage2Tasks()) {
                if (monitor.failure().isPresent()) {
                    return monitor.failure();
                }
                if (stop.isAskedWithin(LOOK)) {
                    return Optional.of("interrupted before the end of the file");
                }
                view.records(records.byMonitor());
                view.refresh();
            }
        }
        records.byMonitor()
                .forEach((name, of) -> summary.records(name, of.read(), of.counted(), of.late(), of.rejectedTotal()));
        return Optional.empty();
    }
}
