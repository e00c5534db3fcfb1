package io.klarion.core.protocol;

/**
 * Where the counts of one pane stand at stage 2.
 *
 * @param group monitor, segment and chunk
 * @param pane start of the pane, epoch milliseconds
 * @param from end of the first window the counts are on time for
 */
public record PaneKey(GroupKey group, long pane, long from) implements Comparable<PaneKey> {

    @Override
    public int compareTo(PaneKey that) {
        int order = group.compareTo(that.group);
        if (order == 0) {
            order = Long.compare(pane, that.pane);
        }
        return order != 0 ? order : Long.compare(from, that.from);
    }
}
