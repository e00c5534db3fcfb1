package io.klarion.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Silences the warnings with which a broker that is alone and new starts and stops, and that mean nothing there. */
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

    /* Told by the broker as an error when batches behind such a first one must be sent again too. */
    private static final String RETRIED = "kafka.server.ReplicaManager";

    private BrokerLog() {}

    static void quieten() {
        for (String name : NOISY) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                logger.setLevel(Level.ERROR);
            }
        }
        if (LoggerFactory.getLogger(RETRIED) instanceof Logger logger) {
            logger.setLevel(Level.OFF);
        }
    }
}
