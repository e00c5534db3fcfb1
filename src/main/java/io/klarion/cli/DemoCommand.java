package io.klarion.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code klarion demo}: everything in one process, on made-up loans or on a file of one's own. */
@Command(
        name = "demo",
        description = {
            "See Klarion at work: a real Kafka broker in this process, a stream with a known drift, the monitor.",
            "",
            "With --file, your own data is loaded into a topic and monitored from there; the results are written"
                    + " to --out and the command ends."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String BROKER = "/kafka/server/BrokerServer.class";

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Source source = new Source();

    /** What is monitored: one of the two. */
    static final class Source {

        @ArgGroup(heading = "%nThe made-up stream:%n", exclusive = false)
        private LoanOptions loans = new LoanOptions();

        @ArgGroup(heading = "%nYour own file:%n", exclusive = false)
        private @Nullable FileOptions data;
    }

    /** How the made-up stream is played. */
    static final class LoanOptions {

        @Option(
                names = "--seconds",
                paramLabel = "N",
                description = "End after N seconds with a summary; without it, end with Ctrl-C.")
        private long seconds;

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "Another stream of the same kind; default ${DEFAULT-VALUE}.")
        private long seed = 1;

        @Option(names = "--no-drift", description = "Plant no drift: nothing should fire.")
        private boolean noDrift;

        @Option(
                names = "--port",
                paramLabel = "PORT",
                defaultValue = "8080",
                description = "Where metrics are served; the next free port if it is busy; default ${DEFAULT-VALUE}.")
        private int port = 8080;

        @Option(
                names = "--stream-to",
                paramLabel = "HOST:PORT",
                description = "Only send the stream, to this cluster; 'run --config config/loans.yaml' watches it.")
        private @Nullable String streamTo;

        long seconds() {
            return seconds;
        }

        long seed() {
            return seed;
        }

        boolean isDrifting() {
            return !noDrift;
        }

        int port() {
            return port;
        }

        @Nullable
        String streamTo() {
            return streamTo;
        }
    }

    /** Which file is monitored, and how. */
    static final class FileOptions {

        @Option(names = "--file", required = true, paramLabel = "DATA", description = FileNames.FORMATS + ".")
        private Path file = Path.of("");

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "The configuration; without it one is inferred, with the first quarter as reference.")
        private @Nullable Path config;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "klarion-out",
                description = "Where to write the results; default ${DEFAULT-VALUE}.")
        private Path out = Path.of("klarion-out");

        Path file() {
            return file;
        }

        @Nullable
        Path config() {
            return config;
        }

        Path out() {
            return out;
        }
    }

    @Override
    public Integer call() throws Exception {
        String streamTo = source.loans.streamTo();
        if (streamTo != null) {
            return new LoanStreamOnly(spec.commandLine(), source.loans).run(streamTo);
        }
        if (DemoCommand.class.getResource(BROKER) == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "demo: must have the libraries of a broker, which the container image leaves out; --stream-to sends"
                            + " the stream to a broker that is there");
        }
        return source.data == null
                ? new LoanDemo(spec.commandLine(), source.loans).run()
                : new FileDemo(spec.commandLine(), source.data).run();
    }
}
