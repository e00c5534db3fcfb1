package io.klarion.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;

/**
 * Ports that stay free while their owner is dead. They lie below the range the kernel takes ports of outgoing
 * connections from: there a client that calls a dead broker again and again would sooner or later get the broker's
 * own port, and be connected to itself.
 */
final class FixedPorts {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    private final SplittableRandom random =
            new SplittableRandom(ProcessHandle.current().pid());

    /** A port that is free now. */
    int next() {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
