package io.klarion.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code klarion init}: a first configuration and reference from a file of records. */
@Command(
        name = "init",
        description = {
            "Guess a configuration from records, in a file or a topic, and build its reference.",
            "",
            "Finds event time, types and a window; leaves its reasons in the file. The first part of the data, in the"
                    + " order of event time, becomes the reference."
        })
final class InitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    /** Where the records are. */
    static final class Source {
        @Option(names = "--file", required = true, paramLabel = "DATA", description = FileNames.FORMATS + ".")
        private @Nullable Path file;

        @Option(
                names = "--topic",
                required = true,
                paramLabel = "TOPIC",
                description = "A topic; its last records are the sample.")
        private @Nullable String topic;
    }

    @Mixin
    private ClientOptions clients = new ClientOptions();

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many records of the topic to take at most; default ${DEFAULT-VALUE}.")
    private long records;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The configuration to write; NAME.yaml gets NAME-reference.json beside it.")
    private Path out;

    @Option(
            names = "--reference-share",
            paramLabel = "SHARE",
            defaultValue = "0.25",
            description = "How much of the data becomes the reference; default ${DEFAULT-VALUE}.")
    private double share;

    @Option(names = "--force", description = "Replace the files when they are there.")
    private boolean force;

    @Override
    public Integer call() {
        if (!(share > 0 && share < 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--reference-share: must be above 0 and below 1, was " + share);
        }
        PrintWriter text = spec.commandLine().getOut();
        inferred().write(force, text, spec.commandLine().getErr());
        text.println("Written to " + out + " and " + FileNames.reference(out));
        text.println("Next  ./klarion validate --config " + out);
        text.println(
                source.file == null
                        ? "      ./klarion run --config " + out
                        : "      ./klarion replay --config " + out + " --file " + source.file + " --out klarion-out");
        text.flush();
        return ExitCode.OK;
    }

    private InferredConfig inferred() {
        if (source.file != null) {
            return new InferredConfig(source.file, out, share, Clock.systemUTC());
        }
        if (records < 1) {
            throw new ParameterException(spec.commandLine(), "--records: must be at least 1, was " + records);
        }
        TopicSample sample =
                TopicSample.read(clients.properties(spec.commandLine()), String.valueOf(source.topic), records);
        return new InferredConfig(sample, out, share, Clock.systemUTC());
    }
}
