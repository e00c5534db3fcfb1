package io.klarion.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The settings of the three nodes: everything three times, two of them enough, a death noticed soon. */
final class NodeSettings {

    static final String CONTROLLER = "CONTROLLER";
    private static final String CLIENTS = "PLAINTEXT";

    private NodeSettings() {}

    /**
     * The settings of one node.
     *
     * @param extra more settings of a node; they win
     */
    static Map<String, String> of(
            NodeAddress node, List<NodeAddress> all, Path data, Function<NodeAddress, Map<String, String>> extra) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("node.id", Integer.toString(node.id()));
        settings.put("process.roles", "broker,controller");
        settings.put(
                "controller.quorum.voters",
                all.stream().map(each -> each.id() + "@" + each.controller()).collect(Collectors.joining(",")));
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("listeners", CLIENTS + "://" + node.client() + "," + CONTROLLER + "://" + node.controller());
        settings.put("advertised.listeners", CLIENTS + "://" + node.client());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("log.dirs", data.toString());
        settings.put("auto.create.topics.enable", "false");
        replicated(settings);
        quick(settings);
        settings.putAll(extra.apply(node));
        return settings;
    }

    private static void replicated(Map<String, String> settings) {
        for (String each : List.of(
                "default.replication.factor",
                "offsets.topic.replication.factor",
                "transaction.state.log.replication.factor",
                "share.coordinator.state.topic.replication.factor")) {
            settings.put(each, "3");
        }
        settings.put("min.insync.replicas", "2");
        settings.put("transaction.state.log.min.isr", "2");
        settings.put("offsets.topic.num.partitions", "6");
        settings.put("transaction.state.log.num.partitions", "6");
    }

    /* Not among them: transaction.abort.timed.out.transaction.cleanup.interval.ms. With its default, 10 s, the open
     * transaction of a process that never comes back holds read_committed readers for up to its timeout and 10 s. */
    private static void quick(Map<String, String> settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.streams.min.session.timeout.ms", "6000");
        settings.put("group.streams.session.timeout.ms", "6000");
        settings.put("group.streams.min.heartbeat.interval.ms", "1500");
        settings.put("group.streams.heartbeat.interval.ms", "1500");
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        settings.put("replica.lag.time.max.ms", "4000");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.segment.bytes", "67108864");
    }
}
