package io.klarion.topology;

import io.klarion.shop.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An instance of the shop's monitors as a process of its own, which can be killed. */
final class MonitorProcess {

    private MonitorProcess() {}

    /**
     * Runs until it is ended.
     *
     * @param args the application id, the broker's address, the state directory and idle-after in milliseconds
     */
    public static void main(String[] args) throws InterruptedException {
        long idleAfter = Long.parseLong(args[3]);
        MonitorStreams streams = MonitorStreams.live(
                TestSettings.of(args[0], args[1], Path.of(args[2])),
                List.of(Shop.byRegion(idleAfter), Shop.overall(idleAfter)),
                Ports.none());
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close, "close"));
        streams.start();
        new CountDownLatch(1).await();
    }

    /** Starts an instance; what it logs goes where the test's own log goes. */
    static Process start(String application, String bootstrapServers, Path stateDir, long idleAfter)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MonitorProcess.class.getName(),
                        application,
                        bootstrapServers,
                        stateDir.toString(),
                        Long.toString(idleAfter))
                .inheritIO()
                .start();
    }
}
