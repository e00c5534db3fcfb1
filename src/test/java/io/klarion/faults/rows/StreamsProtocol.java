package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import io.klarion.faults.Plan;
import io.klarion.faults.Scene;

/**
 * An instance dies and comes back under the newer group protocol, which knows neither static
 * members nor topics of different widths.
 */
public final class StreamsProtocol implements Fault {

    private final Fault killed = InstanceKilled.keepingState();

    @Override
    public String name() {
        return "streams-protocol";
    }

    @Override
    public String expected() {
        return killed.expected();
    }

    @Override
    public Plan plan() {
        return Plan.DEFAULT
                .withPaymentsPartitions(4)
                .withKafka("group.protocol", "streams")
                .withKafka("group.instance.id", "")
                .withKafka("session.timeout.ms", "")
                .withKafka("heartbeat.interval.ms", "");
    }

    @Override
    public String happen(Scene scene) throws Exception {
        return "group.protocol=streams; " + killed.happen(scene);
    }
}
