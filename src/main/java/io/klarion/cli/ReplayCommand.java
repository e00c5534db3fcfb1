package io.klarion.cli;

import io.klarion.codec.RecordFile;
import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitorSummary;
import io.klarion.core.monitor.RunSummary;
import io.klarion.replay.FileReplay;
import io.klarion.replay.RecordedRun;
import io.klarion.replay.ResultFiles;
import io.klarion.report.SummaryTable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code klarion replay}: recorded data through the same stages as the live topology. */
@Command(
        name = "replay",
        description = {
            "Replay a recorded file and write verdicts, alerts and a summary.",
            "",
            "The file counts as one source partition, in the order of its lines. Its records have no Kafka"
                    + " timestamps, so the guard against event times in the future is off."
        })
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(
            names = "--file",
            required = true,
            paramLabel = "DATA",
            description = "JSON lines (.jsonl, .ndjson, .json) or CSV with a header (.csv); plain or .gz.")
    private Path file;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write verdicts.jsonl, alerts.jsonl and summary.json.")
    private Path out;

    @Override
    public Integer call() {
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        List<Monitor> monitors = compiled.monitors();
        String topic = OneTopic.of(monitors, spec.commandLine());
        RunSummary summary = new RunSummary();
        try (RecordFile records = RecordFile.open(file);
                ResultFiles results = new ResultFiles(out);
                FileProgress progress = FileProgress.of(spec.commandLine().getErr(), "reading", records)) {
            new FileReplay(monitors, topic, new RecordedRun(results, summary)).run(records, progress::at);
            results.finish(summary.snapshot());
        }
        print(summary.snapshot());
        return 0;
    }

    private void print(List<MonitorSummary> summaries) {
        summaries.forEach(summary -> spec.commandLine().getOut().println(SummaryTable.text(summary)));
        spec.commandLine().getOut().println("Written to " + out);
        spec.commandLine().getOut().flush();
    }
}
