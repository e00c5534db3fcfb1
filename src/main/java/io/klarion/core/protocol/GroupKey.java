package io.klarion.core.protocol;

/**
 * What is judged together: one segment of a monitor, one chunk of its features.
 *
 * @param monitor the monitor's name
 * @param segment texts of the group-by fields, joined as in {@link BinnedRecord#segments}
 * @param chunk which chunk of the features
 */
public record GroupKey(String monitor, String segment, int chunk) implements Comparable<GroupKey> {

    @Override
    public int compareTo(GroupKey that) {
        int order = monitor.compareTo(that.monitor);
        if (order == 0) {
            order = segment.compareTo(that.segment);
        }
        return order != 0 ? order : Integer.compare(chunk, that.chunk);
    }
}
