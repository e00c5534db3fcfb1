package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.config.ConfigSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a configuration without connecting to anything, and prints what it comes to. */
@Command(
        name = "validate",
        description = "Check a configuration and its references, and print what they come to. Needs no broker.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // likewise
    private CommandSpec spec;

    @Override
    public Integer call() {
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        PrintWriter out = spec.commandLine().getOut();
        out.println(config + " is fine");
        ConfigSummary.of(compiled).forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }
}
