package io.klarion.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

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
        return new CommandLine(klarion)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setParameterExceptionHandler(Klarion::wrongUsage)
                .setExecutionExceptionHandler(new FailureReport(() -> klarion.debug));
    }

    /*
     * The error, what may have been meant, and where to read on: the whole help would push the error off the screen. Only
     * whoever has not chosen a command yet is shown which there are.
     */
    private static int wrongUsage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("klarion: " + wrong.getMessage());
        boolean isGuessed = UnmatchedArgumentException.printSuggestions(wrong, err);
        if (isGuessed || command.getSubcommands().isEmpty()) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'");
        } else {
            command.usage(err);
        }
        return ExitCode.USAGE;
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
