package io.klarion.shop;

import io.klarion.core.detect.Verdict;

/**
 * One window of one segment.
 *
 * @param monitor the monitor's name
 * @param segment the segment's value; empty where nothing is grouped
 * @param end the window's end
 */
public record WindowId(String monitor, String segment, long end) implements Comparable<WindowId> {

    public static WindowId of(Verdict verdict) {
        return new WindowId(
                verdict.monitor(), String.join(",", verdict.segment().values()), verdict.end());
    }

    @Override
    public int compareTo(WindowId that) {
        int order = monitor.compareTo(that.monitor);
        if (order == 0) {
            order = Long.compare(end, that.end);
        }
        return order != 0 ? order : segment.compareTo(that.segment);
    }
}
