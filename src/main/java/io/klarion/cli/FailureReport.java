package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.config.ConfigException;
import io.klarion.topology.StartException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells the operator why a command failed. What the operator can mend is said in full and without a stack trace;
 * what nobody expected is one line, and a stack trace on demand.
 */
final class FailureReport implements IExecutionExceptionHandler {

    private static final String PREFIX = "klarion: ";

    private final BooleanSupplier debug;

    /** Prints stack traces when {@code debug} says so. */
    FailureReport(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (failure instanceof ConfigException config) {
            return report(config, err);
        }
        if (failure instanceof DataFileException
                || failure instanceof UncheckedIOException
                || failure instanceof StartException) {
            err.println(PREFIX + failure.getMessage());
            return ExitCode.SOFTWARE;
        }
        err.println(PREFIX + "unexpected failure: " + failure);
        if (debug.getAsBoolean()) {
            failure.printStackTrace(err);
        } else {
            err.println(PREFIX + "--debug prints where it came from");
        }
        return ExitCode.SOFTWARE;
    }

    private static int report(ConfigException config, PrintWriter err) {
        int problems = config.problems().size();
        err.println(PREFIX + "the configuration has " + (problems == 1 ? "a problem:" : problems + " problems:"));
        config.problems().forEach(problem -> err.println("  " + problem));
        return ExitCode.USAGE;
    }
}
