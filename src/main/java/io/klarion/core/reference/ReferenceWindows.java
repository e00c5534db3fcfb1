package io.klarion.core.reference;

import java.util.List;

/**
 * The windows that a reference was counted from, or a fair sample of very many.
 *
 * @param strata windows that are like one another: all of them, or those of one calendar slot; by time in each
 */
public record ReferenceWindows(List<List<Window>> strata) {

    public ReferenceWindows {
        strata = strata.stream().map(List::copyOf).toList();
    }

    /** How many windows there are. */
    public int size() {
        return strata.stream().mapToInt(List::size).sum();
    }

    /**
     * One window.
     *
     * @param start when it starts, epoch milliseconds
     * @param cells one count a cell, in the order of the layout
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once by the counter, never changed
    public record Window(long start, long[] cells) {}
}
