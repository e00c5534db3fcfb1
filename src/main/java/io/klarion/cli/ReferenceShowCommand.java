package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.codec.ReferenceJson;
import io.klarion.core.reference.Reference;
import io.klarion.report.ReferenceTable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code klarion reference show}: a reference file as a page. */
@Command(
        name = "show",
        description = {
            "Show what a reference holds.",
            "",
            "ρ is how much records of one window resemble each other, with its upper confidence limit; the effective m is"
                    + " how many independent records the reference is worth."
        })
final class ReferenceShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REFERENCE", description = "The reference file.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ReferenceTable.text(read(file)));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** The reference in a file that was named on the command line. */
    static Reference read(Path file) {
        try {
            return ReferenceJson.read(file);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new DataFileException(String.valueOf(e.getMessage()), e);
        }
    }
}
