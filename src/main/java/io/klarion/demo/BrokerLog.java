package io.klarion.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Silences the warnings and errors of a broker that is alone and new where they mean nothing. */
final class BrokerLog {

    private static final List<String> NOISY = List.of(
            // "Performing controller activation": the metadata log of a new broker is empty
            "org.apache.kafka.controller.QuorumController",
            // two producers at once make the transaction topic on demand, the slower one finds it there
            "kafka.server.DefaultAutoTopicCreationManager",
            // the broker's own client is closed twice at every shutdown
            "org.apache.kafka.clients.NetworkClient",
            // the first batch of a new transactional producer is answered "try again", and is
            "org.apache.kafka.clients.producer.internals.Sender",
            // the demo's state is meant to go with its temporary directory
            "org.apache.kafka.streams.processor.internals.StateDirectory");

    private static final List<String> CRYING_WOLF = List.of(
            // told as an error when batches behind such a first one must be sent again too
            "kafka.server.ReplicaManager",
            // told as an error when the machine has stood still for two seconds
            "org.apache.kafka.controller.EventPerformanceMonitor");

    private BrokerLog() {}

    static void quieten() {
        NOISY.forEach(name -> limit(name, Level.ERROR));
        CRYING_WOLF.forEach(name -> limit(name, Level.OFF));
    }

    private static void limit(String name, Level level) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            logger.setLevel(level);
        }
    }
}
