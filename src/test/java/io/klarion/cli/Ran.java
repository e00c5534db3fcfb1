package io.klarion.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a command line printed and how it ended.
 *
 * @param exit the exit code
 * @param out standard output
 * @param err standard error
 */
record Ran(int exit, String out, String err) {

    /** Runs {@code klarion} with these arguments. */
    static Ran klarion(String... arguments) {
        return of(Klarion.commandLine(), arguments);
    }

    /** Runs {@code command} with these arguments. */
    static Ran of(CommandLine command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ran(exit, out.toString(), err.toString());
    }
}
