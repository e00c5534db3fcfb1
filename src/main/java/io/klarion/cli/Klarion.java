package io.klarion.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code klarion} command: what it can do stands in its sub-commands. */
@Command(
        name = "klarion",
        description = "Watches feature streams on Kafka and says, with stated confidence, when a feature has drifted.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Klarion.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            RunCommand.class,
            NotifyCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            ReportCommand.class,
            DumpCommand.class,
            ValidateCommand.class,
            DoctorCommand.class,
            TopologyCommand.class,
            ReferenceCommand.class,
            DivergenceCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:failure",
            "2:wrong usage or configuration",
            "3:replay found drift, with --fail-on-drift"
        })
public final class Klarion {

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an unexpected failure.")
    private boolean debug;

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, with its way to report failures. */
    static CommandLine commandLine() {
        Klarion klarion = new Klarion();
        return new CommandLine(klarion).setExecutionExceptionHandler(new FailureReport(() -> klarion.debug));
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Klarion.class.getPackage().getImplementationVersion();
            return new String[] {"klarion " + (version == null ? "development" : version)};
        }
    }
}
