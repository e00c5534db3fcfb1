package io.klarion.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code klarion init}: a first configuration and reference from a file of records. */
@Command(
        name = "init",
        description = {
            "Guess a configuration from a file of records, and build its reference.",
            "",
            "Finds event time, types and a window; leaves its reasons in the file. The first part of the data, in the"
                    + " order of event time, becomes the reference."
        })
final class InitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--file",
            required = true,
            paramLabel = "DATA",
            description = "JSON lines (.jsonl, .ndjson, .json) or CSV with a header (.csv); plain or .gz.")
    private Path file;

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
        new InferredConfig(file, out, share, Clock.systemUTC())
                .write(force, text, spec.commandLine().getErr());
        text.println("Written to " + out + " and " + FileNames.reference(out));
        text.println("Next  ./klarion validate --config " + out);
        text.println("      ./klarion replay --config " + out + " --file " + file + " --out klarion-out");
        text.flush();
        return ExitCode.OK;
    }
}
