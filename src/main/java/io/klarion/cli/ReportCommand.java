package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.backtest.Setting;
import io.klarion.core.backtest.WindowRange;
import io.klarion.core.monitor.RunSummary;
import io.klarion.replay.RecordedRun;
import io.klarion.replay.ResultFiles;
import io.klarion.topology.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code klarion report}: a page of what was told, from verdicts alone. */
@Command(
        name = "report",
        sortOptions = false,
        description = {
            "Write a report of what was told, from verdicts and alerts: those on their topics, or in files. No record is read.",
            "",
            "Of each window the final revision is shown. Where there are no alerts beside the verdicts, those that the"
                    + " configuration gives are shown."
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write report.html, summary.json, verdicts.jsonl, verdicts.csv and alerts.jsonl.")
    private Path out;

    @Mixin
    private VerdictInput verdicts = new VerdictInput();

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description = "The alerts, when they are not in alerts.jsonl beside the verdicts.")
    private @Nullable Path alerts;

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Override
    public Integer call() throws IOException {
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        ReplayRange within = range(compiled);
        Supplier<StreamsSettings> settings = () -> StreamsSettingsOf.config(compiled.config());
        RunSummary summary = new RunSummary();
        try (ResultFiles results = new ResultFiles(out, spec.commandLine().getErr())) {
            RangedOutput ranged = new RangedOutput(new RecordedRun(results, summary), within);
            verdicts.verdicts(settings, verdict -> ranged.verdict(verdict, Set.of()));
            if (ranged.isWithoutWindows()) {
                throw new DataFileException(verdicts.name(settings) + ": must hold verdicts, held none");
            }
            ranged.requireWindows(summary.snapshot());
            if (!verdicts.alerts(settings, Optional.ofNullable(alerts), ranged::alert)) {
                judged(compiled, settings, within, ranged);
            }
            results.finish(summary.snapshot());
        }
        ReportFile.write(out, compiled.monitors());
        spec.commandLine().getOut().println("Written to " + out);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private ReplayRange range(CompiledConfig compiled) {
        ReplayRange asked = ReplayRange.of(range.from(), range.to(), Optional.of(Duration.ZERO), compiled.monitors());
        if (!asked.from().offsets().isEmpty() || !asked.to().offsets().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--from, --to: must be times for verdicts");
        }
        asked.problem().ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), problem);
        });
        return asked;
    }

    private void judged(
            CompiledConfig compiled, Supplier<StreamsSettings> settings, ReplayRange within, RangedOutput ranged)
            throws IOException {
        spec.commandLine().getErr().println("no alerts beside the verdicts: those of the configuration are shown");
        Trials trials = new Trials();
        compiled.monitors()
                .forEach(monitor -> trials.add(
                        monitor,
                        List.of(Setting.CONFIGURED),
                        false,
                        new WindowRange(within.begin(), within.end()),
                        (verdict, changed) -> changed.forEach(ranged::alert)));
        verdicts.verdicts(settings, trials::add);
        trials.finish(Optional.empty());
    }
}
