package io.klarion.cli;

import io.klarion.demo.DemoConfig;
import io.klarion.demo.DemoPlan;
import io.klarion.demo.LoanProducer;
import io.klarion.demo.LoanTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;

/** The stream of the demo on a cluster that is there already; who watches it is another's business. */
final class LoanStreamOnly {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final CommandLine command;
    private final DemoCommand.LoanOptions options;
    private final Clock clock = Clock.systemUTC();

    LoanStreamOnly(CommandLine command, DemoCommand.LoanOptions options) {
        this.command = command;
        this.options = options;
    }

    int run(String bootstrapServers) throws InterruptedException {
        DemoPlan plan = DemoPlan.of(options.seed(), clock.instant(), options.isDrifting());
        Instant end = options.seconds() > 0 ? clock.instant().plusSeconds(options.seconds()) : Instant.MAX;
        try {
            LoanTopic.ensure(bootstrapServers);
        } catch (IllegalStateException e) {
            command.getErr().println("klarion: " + e.getMessage());
            return 1;
        }
        try (StopSignal stop = new StopSignal();
                LoanProducer loans = LoanProducer.start(plan, bootstrapServers, DemoConfig.TOPIC, clock)) {
            command.getOut()
                    .println("stream   topic " + DemoConfig.TOPIC + " on " + bootstrapServers + "\n\n" + plan.text());
            command.getOut().flush();
            while (clock.instant().isBefore(end) && !stop.isAskedWithin(LOOK)) {
                if (!loans.failure().isEmpty()) {
                    command.getErr().println("stopped: the stream broke off: " + loans.failure());
                    return 1;
                }
            }
            return 0;
        }
    }
}
