package io.klarion.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the work is run.
 *
 * @param threads stream threads of this process
 * @param internalPartitions partitions of the internal topic; cannot change once it exists
 * @param guarantee what a crash may do to the counts
 * @param commitInterval how often results are committed
 * @param stateDir where local state is kept; resolved
 * @param standbyReplicas warm copies of the state on other instances
 * @param startFrom where a source topic is first read from
 */
public record StreamsConfig(
        int threads,
        int internalPartitions,
        Guarantee guarantee,
        Duration commitInterval,
        Path stateDir,
        int standbyReplicas,
        StartFrom startFrom) {

    /** What a crash may do to the counts. */
    public enum Guarantee {
        /** Nothing: transactions. */
        EXACTLY_ONCE,
        /** Count records twice. */
        AT_LEAST_ONCE
    }
}
