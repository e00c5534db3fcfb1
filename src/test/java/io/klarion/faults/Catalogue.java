package io.klarion.faults;

import io.klarion.faults.rows.AclComplete;
import io.klarion.faults.rows.AclDenied;
import io.klarion.faults.rows.AclWithdrawn;
import io.klarion.faults.rows.BrokerFrozen;
import io.klarion.faults.rows.BrokerKilled;
import io.klarion.faults.rows.BrokerLost;
import io.klarion.faults.rows.BrokersLost;
import io.klarion.faults.rows.DataFaults;
import io.klarion.faults.rows.DiskFull;
import io.klarion.faults.rows.InstanceFrozen;
import io.klarion.faults.rows.InstanceKilled;
import io.klarion.faults.rows.JoinLeaveStorm;
import io.klarion.faults.rows.LargeStateRestored;
import io.klarion.faults.rows.LockedOut;
import io.klarion.faults.rows.PartitionsIdle;
import io.klarion.faults.rows.RandomKills;
import io.klarion.faults.rows.ReplayEqualsLive;
import io.klarion.faults.rows.StateDirectoryDeleted;
import io.klarion.faults.rows.StreamsProtocol;
import io.klarion.faults.rows.TopicGone;
import io.klarion.faults.rows.TwoInstancesClean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every row of the matrix, in the order in which they are run. */
final class Catalogue {

    /** What selects the few rows that a check of every change can afford. */
    static final String SAMPLE = "sample";

    private static final List<String> SAMPLE_ROWS =
            List.of("instance-killed", "instance-frozen", "broker-leader-killed");

    private static final Map<String, Trial> ROWS =
            named(Stream.of(onTheCluster(), DataFaults.rows().stream(), atTheGuardedBroker())
                    .flatMap(rows -> rows));

    private Catalogue() {}

    private static Stream<Trial> onTheCluster() {
        return Stream.<Supplier<Fault>>of(
                        TwoInstancesClean::new,
                        InstanceKilled::keepingState,
                        InstanceKilled::losingState,
                        InstanceFrozen::new,
                        StateDirectoryDeleted::whileStopped,
                        StateDirectoryDeleted::whileRunning,
                        BrokerKilled::leader,
                        BrokerKilled::coordinator,
                        BrokerKilled::controller,
                        BrokerLost::new,
                        BrokersLost::new,
                        BrokerFrozen::new,
                        JoinLeaveStorm::new,
                        DiskFull::new,
                        LargeStateRestored::new,
                        PartitionsIdle::new,
                        TopicGone::deleted,
                        TopicGone::recreated,
                        ReplayEqualsLive::new,
                        StreamsProtocol::new,
                        RandomKills::new)
                .map(Supplier::get);
    }

    private static Stream<Trial> atTheGuardedBroker() {
        return Stream.of(
                        Stream.of(new AclComplete(), new AclWithdrawn()),
                        AclDenied.rows().stream(),
                        LockedOut.rows().stream())
                .flatMap(rows -> rows);
    }

    private static Map<String, Trial> named(Stream<Trial> rows) {
        Map<String, Trial> named = new LinkedHashMap<>();
        rows.forEach(trial -> {
            if (named.put(trial.name(), trial) != null) {
                throw new IllegalStateException("two rows are called " + trial.name());
            }
        });
        return named;
    }

    /**
     * The rows to run.
     *
     * @param names separated by commas; empty for all
     * @throws IllegalArgumentException naming every name that is none, and those there are
     */
    static List<Trial> select(String names) {
        if (names.isBlank()) {
            return List.copyOf(ROWS.values());
        }
        List<String> wanted = Arrays.stream(names.split(","))
                .map(String::trim)
                .flatMap(name -> name.equals(SAMPLE) ? SAMPLE_ROWS.stream() : Stream.of(name))
                .distinct()
                .toList();
        String unknown = wanted.stream().filter(name -> !ROWS.containsKey(name)).collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("faults: must be " + SAMPLE + " or some of "
                    + String.join(", ", ROWS.keySet()) + ", was " + unknown);
        }
        return ROWS.values().stream()
                .filter(fault -> wanted.contains(fault.name()))
                .toList();
    }
}
