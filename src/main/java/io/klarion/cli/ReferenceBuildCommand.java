package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.config.KlarionConfig;
import io.klarion.config.MonitorConfig;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Reference;
import io.klarion.report.Figures;
import io.klarion.report.PrintableText;
import io.klarion.report.ReferenceTable;
import io.klarion.topology.StreamsSettings.StartFrom;
import io.klarion.topology.TopicRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
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
            "Build a monitor's reference from files of records, from its topics, or from verdicts, which hold the"
                    + " counts of every cell.",
            "",
            "Features, cells and windows are those of the configuration; where it is silent, the data decides. What was"
                    + " found is told: columns that make no feature, what windows can show, windows unlike the rest."
        })
final class ReferenceBuildCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(
            names = "--file",
            arity = "1..*",
            paramLabel = "DATA",
            description = FileNames.FORMATS + "; several, one after the other. Default: the topics.")
    private List<Path> files = List.of();

    @Option(
            names = "--topic",
            arity = "1..*",
            paramLabel = "TOPIC",
            description = "Read these topics instead of those of the configuration.")
    private List<String> topics = List.of();

    @Mixin
    private VerdictInput verdicts = new VerdictInput();

    @Option(
            names = "--from",
            paramLabel = "T1",
            defaultValue = "earliest",
            converter = ReplayBound.Text.class,
            description = "The first event time, such as 2026-01-01T00:00:00Z or -30d; of topics also offsets such as"
                    + " orders-0@1200. Default: all there is.")
    private ReplayBound from = ReplayBound.NONE;

    @Option(
            names = "--to",
            paramLabel = "T2",
            defaultValue = "latest",
            converter = ReplayBound.Text.class,
            description = "The event time before which records must lie; of topics also offsets, exclusively.")
    private ReplayBound to = ReplayBound.NONE;

    @Option(names = "--out", required = true, paramLabel = "REFERENCE", description = "The reference file to write.")
    private Path out;

    @Option(names = "--monitor", paramLabel = "NAME", description = "Which monitor, where there are several.")
    private @Nullable String name;

    @Option(names = "--force", description = "Replace the reference file when it is there.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        int sources = (files.isEmpty() ? 0 : 1) + (topics.isEmpty() ? 0 : 1) + (verdicts.isGiven() ? 1 : 0);
        if (sources > 1) {
            throw wrong("--file, --topic, --verdicts: must be one of them, was several");
        }
        return verdicts.isGiven() ? ofVerdicts() : ofRecords();
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

    private int ofRecords() {
        KlarionConfig loaded = ConfigLoader.load(config, System.getenv());
        MonitorConfig monitor = monitor(loaded.monitors());
        ReferenceRecipe.Range range = range(monitor);
        NewFile target = new NewFile(out, force);
        target.check();
        ReferenceRecipe.Built built = files.isEmpty() ? ofTopics(loaded, monitor, range) : ofFiles(monitor, range);
        target.write(path -> ReferenceJson.write(path, built.reference()));
        print(monitor, built);
        return ExitCode.OK;
    }

    private ReferenceRecipe.Built ofFiles(MonitorConfig monitor, ReferenceRecipe.Range range) {
        String more = files.size() == 1 ? "" : " and " + (files.size() - 1) + " more";
        return built(
                monitor,
                JsonRecords.of(files, spec.commandLine().getErr(), "reading"),
                range,
                FileNames.of(files.get(0)) + more);
    }

    private ReferenceRecipe.Built ofTopics(KlarionConfig loaded, MonitorConfig monitor, ReferenceRecipe.Range range) {
        Collection<String> read =
                new TreeSet<>(topics.isEmpty() ? monitor.source().topics() : topics);
        long lead = monitor.eventTime().maxLead();
        StartFrom start = from.time()
                .map(time -> new StartFrom(StartFrom.Kind.TIME, Math.max(0, time.toEpochMilli() - lead)))
                .orElseGet(() -> from.offsets().isEmpty()
                        ? StartFrom.EARLIEST
                        : new StartFrom(StartFrom.Kind.OFFSETS, 0, from.offsets()));
        try (TopicRange records = TopicRange.of(loaded.kafka().toMap(), read, start, to.offsets())) {
            return built(
                    monitor,
                    JsonRecords.of(records, spec.commandLine().getErr(), "reading"),
                    range,
                    (read.size() == 1 ? "topic " : "topics ") + String.join(", ", read));
        }
    }

    private static ReferenceRecipe.Built built(
            MonitorConfig monitor, JsonRecords records, ReferenceRecipe.Range range, String source) {
        return ReferenceRecipe.build(
                monitor,
                records,
                range,
                PrintableText.of(source),
                Clock.systemUTC().millis());
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
        boolean isTimed = from.time().isPresent() || to.time().isPresent();
        if (isTimed && !files.isEmpty() && monitor.eventTime().field().isEmpty()) {
            throw wrong("--from and --to: must be absent for monitor " + monitor.name()
                    + ", whose event time is the Kafka record's timestamp, were given");
        }
        return range();
    }

    private ReferenceRecipe.Range range() {
        boolean isOfTopics = files.isEmpty() && !verdicts.isGiven();
        if (!isOfTopics && !(from.offsets().isEmpty() && to.offsets().isEmpty())) {
            throw wrong("--from and --to: must be times for " + (verdicts.isGiven() ? "verdicts" : "files")
                    + ", which have no offsets");
        }
        ReferenceRecipe.Range range = new ReferenceRecipe.Range(
                from.time().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
                to.time().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
        if (range.from() >= range.to()) {
            throw wrong("--to: must be after --from " + from.time().orElseThrow() + ", was "
                    + to.time().orElseThrow());
        }
        return range;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(MonitorConfig monitor, ReferenceRecipe.Built built) {
        PrintWriter text = spec.commandLine().getOut();
        text.print(ReferenceTable.text(built.reference()));
        ReferenceFindings.of(monitor, built).forEach(line -> text.println("  " + line));
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
