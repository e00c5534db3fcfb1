package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.config.MonitorConfig;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Reference;
import io.klarion.report.Figures;
import io.klarion.report.PrintableText;
import io.klarion.report.ReferenceTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

/** {@code klarion reference build}: the reference of a monitor from recorded data. */
@Command(
        name = "build",
        description = {
            "Build a monitor's reference from a file of records, or from verdicts, which hold the counts of every cell.",
            "",
            "Features, cells and windows are those of the configuration; where it is silent, the data decides."
        })
final class ReferenceBuildCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(
            names = "--file",
            paramLabel = "DATA",
            description = "JSON lines (.jsonl, .ndjson, .json) or CSV with a header (.csv); plain or .gz.")
    private @Nullable Path file;

    @Mixin
    private VerdictInput verdicts = new VerdictInput();

    @Option(
            names = "--from",
            paramLabel = "T1",
            converter = InstantText.class,
            description = "The first event time, such as 2026-01-01T00:00:00Z.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "T2",
            converter = InstantText.class,
            description = "The event time before which records must lie.")
    private @Nullable Instant to;

    @Option(names = "--out", required = true, paramLabel = "REFERENCE", description = "The reference file to write.")
    private Path out;

    @Option(names = "--monitor", paramLabel = "NAME", description = "Which monitor, where there are several.")
    private @Nullable String name;

    @Option(names = "--force", description = "Replace the reference file when it is there.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        if (verdicts.isGiven() == (file != null)) {
            throw wrong("--file, --verdicts: must be one of them, was " + (file == null ? "none" : "both"));
        }
        return file == null ? ofVerdicts() : ofRecords(file);
    }

    private int ofVerdicts() throws IOException {
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        Monitor monitor = OneMonitor.of(compiled.monitors(), name, spec.commandLine());
        NewFile target = new NewFile(out, force);
        target.check();
        Reference reference = new VerdictReference(monitor, range())
                .from(verdicts, () -> StreamsSettingsOf.config(compiled.config()));
        target.write(path -> ReferenceJson.write(path, reference));
        PrintWriter text = spec.commandLine().getOut();
        text.print(ReferenceTable.text(reference));
        text.println(
                "  made of verdicts: the cells are those of the configured reference, other ones need the records");
        text.println("Written to " + out);
        text.flush();
        return ExitCode.OK;
    }

    private int ofRecords(Path data) {
        MonitorConfig monitor =
                monitor(ConfigLoader.load(config, System.getenv()).monitors());
        ReferenceRecipe.Range range = range(monitor);
        NewFile target = new NewFile(out, force);
        target.check();
        PrintWriter err = spec.commandLine().getErr();
        ReferenceRecipe.Built built = ReferenceRecipe.build(
                monitor,
                JsonRecords.of(data, err, "reading"),
                range,
                PrintableText.of(FileNames.of(data)),
                Clock.systemUTC().millis());
        target.write(path -> ReferenceJson.write(path, built.reference()));
        print(monitor, built);
        return ExitCode.OK;
    }

    private MonitorConfig monitor(List<MonitorConfig> monitors) {
        String names = monitors.stream().map(MonitorConfig::name).collect(Collectors.joining(", "));
        if (name == null && monitors.size() > 1) {
            throw wrong("--monitor: must be one of " + names + ", was not given");
        }
        return monitors.stream()
                .filter(monitor -> name == null || monitor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("--monitor: must be one of " + names + ", was " + name));
    }

    private ReferenceRecipe.Range range(MonitorConfig monitor) {
        if (from == null && to == null) {
            return ReferenceRecipe.Range.ALL;
        }
        if (monitor.eventTime().field().isEmpty()) {
            throw wrong("--from and --to: must be absent for monitor " + monitor.name()
                    + ", whose event time is the Kafka record's timestamp, were given");
        }
        return range();
    }

    private ReferenceRecipe.Range range() {
        ReferenceRecipe.Range range = new ReferenceRecipe.Range(
                from == null ? Long.MIN_VALUE : from.toEpochMilli(), to == null ? Long.MAX_VALUE : to.toEpochMilli());
        if (range.from() >= range.to()) {
            throw wrong("--to: must be after --from " + from + ", was " + to);
        }
        return range;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(MonitorConfig monitor, ReferenceRecipe.Built built) {
        PrintWriter text = spec.commandLine().getOut();
        text.print(ReferenceTable.text(built.reference()));
        if (built.outside() > 0) {
            text.println("  " + Figures.count(built.outside()) + " records lie outside the range");
        }
        if (built.rejected() > 0) {
            text.println("  warning: " + Figures.count(built.rejected())
                    + " records are rejected: malformed, or without a readable event time");
        }
        text.println("Written to " + out);
        if (!out.toAbsolutePath().normalize().equals(monitor.reference())) {
            text.println("Note: the configuration reads " + monitor.reference());
        }
        text.flush();
    }
}
