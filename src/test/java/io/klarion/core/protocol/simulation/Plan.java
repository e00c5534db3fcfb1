package io.klarion.core.protocol.simulation;

import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import java.util.List;
import java.util.SortedMap;

/**
 * What one run of the simulation is about; everything else follows from the seeds.
 *
 * @param logSeed decides what is written to the log
 * @param scheduleSeed decides who runs when, and what fails
 * @param topics how many partitions each source topic starts with
 * @param eventTime when event times are accepted; the same for all topics
 * @param internalPartitions partitions of the internal topic
 * @param workers how many workers share the tasks
 * @param bounded whether the log is complete before the start and read to its end
 * @param idles whether partitions may be declared idle
 * @param grows whether partitions are added
 * @param damages whether stock faults of the platform lose and double records between two lives of a task
 * @param steps how many actions are scheduled before the end
 * @param faults how many of a hundred actions are faults
 */
record Plan(
        long logSeed,
        long scheduleSeed,
        List<Monitor> monitors,
        SortedMap<String, Integer> topics,
        EventTimeSpec eventTime,
        int internalPartitions,
        int workers,
        boolean bounded,
        boolean idles,
        boolean grows,
        boolean damages,
        int steps,
        int faults) {

    /** The same log read by another cluster on another day. */
    Plan onOtherCluster(long seed, int partitions, int threads, int faultsInHundred) {
        return new Plan(
                logSeed,
                seed,
                monitors,
                topics,
                eventTime,
                partitions,
                threads,
                bounded,
                idles,
                grows,
                damages,
                steps,
                faultsInHundred);
    }

    /** Whether records of some segments are counted together, as {@code max-segments} is lower than their number. */
    boolean isFolded(Monitor monitor) {
        return monitor.lifecycle().maxSegments() < PlanMaker.SEGMENTS;
    }

    /** The longest time a window of any monitor needs to be surely closed. */
    long horizon() {
        return monitors.stream()
                .mapToLong(monitor -> monitor.window().size()
                        + monitor.window().grace()
                        + monitor.eventTime().outOfOrderness())
                .max()
                .orElse(0);
    }
}
