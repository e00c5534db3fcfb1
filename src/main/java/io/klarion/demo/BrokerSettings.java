package io.klarion.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a broker that is alone: one replica of everything, few internal partitions, no waiting for peers. */
final class BrokerSettings {

    static final int NODE_ID = 1;

    private static final String ONE = "1";
    private static final String FEW = "3";

    private BrokerSettings() {}

    static Map<String, String> of(Path directory, BrokerPorts ports) {
        String clients = BrokerPorts.CLIENTS + "://" + BrokerPorts.HOST + ":" + ports.brokerPort();
        String controller = BrokerPorts.HOST + ":" + ports.controllerPort();
        Map<String, String> settings = new TreeMap<>();
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("process.roles", "broker,controller");
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("controller.listener.names", BrokerPorts.CONTROLLER);
        settings.put("listeners", clients + "," + BrokerPorts.CONTROLLER + "://" + controller);
        settings.put("advertised.listeners", clients);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", directory.toString());
        alone(settings);
        small(settings);
        return settings;
    }

    private static void alone(Map<String, String> settings) {
        settings.put("default.replication.factor", ONE);
        settings.put("min.insync.replicas", ONE);
        settings.put("offsets.topic.replication.factor", ONE);
        settings.put("offsets.topic.num.partitions", FEW);
        settings.put("transaction.state.log.replication.factor", ONE);
        settings.put("transaction.state.log.min.isr", ONE);
        settings.put("transaction.state.log.num.partitions", FEW);
        settings.put("share.coordinator.state.topic.replication.factor", ONE);
        settings.put("share.coordinator.state.topic.min.isr", ONE);
        settings.put("share.coordinator.state.topic.num.partitions", ONE);
        settings.put("group.initial.rebalance.delay.ms", "0");
        // a killed client's open transaction holds read_committed readers back until it is aborted
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // so long a broker that comes back after a crash waits for its own old session to end
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        settings.put("auto.create.topics.enable", "false");
    }

    private static void small(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", ONE);
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    }
}
