package io.klarion.demo;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An {@link EmbeddedBroker} as a process of its own, for whoever needs one that can be killed.
 *
 * <p>Without arguments it uses a free port and a directory of its own; with {@code PORT DIRECTORY} it keeps its data
 * there and can be started again after a crash. It prints {@code READY host:port} when clients may come, and runs until
 * it is ended.
 */
public final class BrokerProcess {

    private BrokerProcess() {}

    /**
     * Starts the broker.
     *
     * @param args nothing, or a port (0 for a free one) and a directory
     */
    public static void main(String[] args) throws IOException {
        EmbeddedBroker broker = args.length == 0
                ? EmbeddedBroker.start()
                : EmbeddedBroker.start(Path.of(args[1]), Integer.parseInt(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
        System.out.println("READY " + broker.bootstrapServers());
    }
}
