package io.klarion.topology;

import io.klarion.metrics.LiveTasks;
import io.klarion.metrics.StreamCounters;

/**
 * Where the tasks of this process report to, beside the topics.
 *
 * @param tasks what each task shows in the metrics
 * @param counters records read, counted, late and rejected
 * @param listener whoever looks on
 */
public record Ports(LiveTasks tasks, StreamCounters counters, StreamListener listener) {

    /** Reports to nobody. */
    public static Ports none() {
        return new Ports(new LiveTasks(), StreamCounters.NONE, StreamListener.NONE);
    }
}
