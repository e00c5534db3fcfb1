package io.klarion.cli;

import io.klarion.codec.BacktestJson;
import io.klarion.codec.ChangesFile;
import io.klarion.codec.DataFileException;
import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.config.DurationText;
import io.klarion.core.backtest.KnownChanges;
import io.klarion.core.backtest.Outcome;
import io.klarion.core.backtest.Trial;
import io.klarion.core.backtest.WindowRange;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitorSummary;
import io.klarion.core.monitor.RunSummary;
import io.klarion.core.window.WindowSpec;
import io.klarion.replay.RecordedRun;
import io.klarion.replay.ResultFiles;
import io.klarion.report.BacktestTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code klarion backtest}: what other settings would have told. */
@Command(
        name = "backtest",
        sortOptions = false,
        description = {
            "Try many settings on recorded data in one pass, and suggest one: would 0.2 have caught it?",
            "",
            "Reads what `klarion replay` reads, or verdicts alone. Every setting goes through the judge and the alert"
                    + " machine of the live monitor, so that the monitor's own setting gives the alerts that a replay gives.",
            "",
            "With known changes (--labels) it also tells what each setting would have found, how late, and what would have been"
                    + " a false alarm.",
            "",
            "Examples:",
            "  klarion backtest --config monitors.yaml --from -30d --out month",
            "  klarion backtest --config monitors.yaml --file data.csv --threshold 0.05,0.1,0.2 --window 5m,15m --labels"
                    + " incidents.csv --out tried",
            "  klarion backtest --config monitors.yaml --verdicts --confidence 0.99,0.999 --out tried",
            ""
        })
final class BacktestCommand implements Callable<Integer> {

    private static final String RESULT = "backtest.json";

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "Where to write backtest.json, report.html and what `klarion replay` writes, all for the monitors'"
                            + " own settings.")
    private Path out;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Known changes, JSON or CSV: time, or from and to; perhaps feature, segment, monitor.")
    private @Nullable Path labels;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Mixin
    private ReplayInput input = new ReplayInput();

    @Mixin
    private VerdictInput verdicts = new VerdictInput();

    @Override
    public Integer call() throws IOException, InterruptedException {
        CompiledConfig compiled =
                input.withPublished(ConfigLoader.compile(config, System.getenv(), ReferenceJson::read));
        if (verdicts.isGiven()) {
            input.requireNoRecords(spec.commandLine());
        }
        ReplayRange range = input.range(compiled.monitors(), spec.commandLine());
        Optional<KnownChanges> changes = changes(compiled.monitors());
        RunSummary summary = new RunSummary();
        List<Outcome> outcomes;
        try (ResultFiles results = new ResultFiles(out, spec.commandLine().getErr())) {
            RangedOutput within = new RangedOutput(new RecordedRun(results, summary), range);
            Trials trials = trials(compiled.monitors(), range, within);
            Optional<String> failure =
                    verdicts.isGiven() ? judged(compiled, trials) : replayed(compiled, range, trials, within, summary);
            if (failure.isPresent()) {
                spec.commandLine().getErr().println("stopped: " + failure.get());
                return ExitCode.SOFTWARE;
            }
            outcomes = trials.finish(changes);
            requireVerdicts(outcomes, within);
            List<MonitorSummary> own = own(compiled.monitors(), summary);
            within.requireWindows(own);
            results.finish(own, Map.of(RESULT, BacktestJson.text(outcomes)));
        }
        ReportFile.write(out, compiled.monitors(), outcomes);
        print(compiled.monitors(), outcomes);
        return ExitCode.OK;
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private Optional<KnownChanges> changes(List<Monitor> monitors) {
        if (labels == null) {
            return Optional.empty();
        }
        KnownChanges known = ChangesFile.read(labels);
        known.problem(monitors).ifPresent(problem -> {
            throw new DataFileException(labels + ": " + problem);
        });
        return Optional.of(known);
    }

    private Trials trials(List<Monitor> monitors, ReplayRange range, RangedOutput within) {
        Trials trials = new Trials();
        WindowRange counted = new WindowRange(range.begin(), range.end());
        Trial.Listener rejudged = (verdict, alerts) -> {
            within.verdict(verdict, Set.of());
            alerts.forEach(within::alert);
        };
        for (Monitor monitor : monitors) {
            requireMultiples(monitor.window());
            trials.add(
                    monitor,
                    settings.settings(monitor, spec.commandLine()),
                    !verdicts.isGiven(),
                    counted,
                    verdicts.isGiven() ? rejudged : Trial.Listener.NONE);
        }
        return trials;
    }

    private void requireMultiples(WindowSpec own) {
        for (long size : settings.windowSizes()) {
            if (verdicts.isGiven() && size % own.size() != 0) {
                throw wrong("--window: must be multiples of the monitor's " + text(own.size()) + " for verdicts, was "
                        + text(size));
            }
        }
    }

    private static String text(long millis) {
        return DurationText.of(Duration.ofMillis(millis));
    }

    private Optional<String> replayed(
            CompiledConfig compiled, ReplayRange range, Trials trials, RangedOutput within, RunSummary summary)
            throws IOException, InterruptedException {
        List<Monitor> read = new ArrayList<>(compiled.monitors());
        read.addAll(trials.sources());
        return input.replay(
                compiled.with(read),
                range,
                new BacktestOutput(compiled.monitors(), trials, within),
                summary,
                spec.commandLine());
    }

    private Optional<String> judged(CompiledConfig compiled, Trials trials) throws IOException {
        verdicts.verdicts(() -> StreamsSettingsOf.config(compiled.config()), trials::add);
        return Optional.empty();
    }

    private void requireVerdicts(List<Outcome> outcomes, RangedOutput within) {
        if (!verdicts.isGiven() || !within.isWithoutWindows()) {
            return;
        }
        long other = outcomes.stream()
                .mapToLong(outcome -> outcome.windows().otherCells())
                .max()
                .orElse(0);
        throw new DataFileException(
                other == 0
                        ? "--verdicts: must hold windows of the configured monitors in the range, held none"
                        : "--verdicts: must be over the cells of the configured references, but all " + other
                                + " are over others: another binning cannot be tried on verdicts, only on records"
                                + " (--file, or --from alone)");
    }

    private static List<MonitorSummary> own(List<Monitor> monitors, RunSummary summary) {
        Set<String> names = monitors.stream().map(Monitor::name).collect(Collectors.toSet());
        return summary.snapshot().stream()
                .filter(of -> names.contains(of.monitor()))
                .toList();
    }

    private void print(List<Monitor> monitors, List<Outcome> outcomes) {
        PrintWriter text = spec.commandLine().getOut();
        for (Monitor monitor : monitors) {
            text.println(BacktestTable.text(outcomes.stream()
                    .filter(outcome -> outcome.monitor().equals(monitor.name()))
                    .toList()));
        }
        text.println("Written to " + out);
        text.flush();
    }
}
