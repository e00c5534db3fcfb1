package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.reference.Reference;
import io.klarion.topology.ReferencePublisher;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code klarion reference publish}: a new version for monitors that run. */
@Command(
        name = "publish",
        description = {
            "Publish a reference as the next version of a monitor's; running monitors take it up without a restart.",
            "",
            "It is in force for windows that begin at its effective time or later: at the earliest now, plus how far"
                    + " event times may be ahead (event-time.max-lead). Windows that are open then keep the version"
                    + " before it. Old versions stay in the topic, so that a replay finds them.",
            "",
            "Its cells must be those of the monitor."
        })
final class ReferencePublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(names = "--monitor", paramLabel = "NAME", description = "Which monitor, where there are several.")
    private @Nullable String monitor;

    @Option(
            names = "--reference",
            paramLabel = "ID",
            description = "Which of the monitor's references is replaced. Default: the one that the file names.")
    private @Nullable String id;

    @Option(
            names = "--effective-from",
            paramLabel = "TIME",
            converter = InstantText.class,
            description = "The event time from which it is in force. Default: as early as may be.")
    private @Nullable Instant effectiveFrom;

    @Parameters(paramLabel = "REFERENCE", description = "The reference file.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        String name =
                OneMonitor.of(compiled.monitors(), monitor, spec.commandLine()).name();
        Reference published = new ReferencePublisher(
                        StreamsSettingsOf.config(compiled.config()), compiled.monitors(), Clock.systemUTC())
                .publish(name, read(), effectiveFrom == null ? Long.MIN_VALUE : effectiveFrom.toEpochMilli());
        spec.commandLine().getOut().println(PublishedText.of(name, published));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Reference read() {
        try {
            Reference read = ReferenceJson.read(file);
            return id == null ? read : read.as(id);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new DataFileException(String.valueOf(e.getMessage()), e);
        }
    }
}
