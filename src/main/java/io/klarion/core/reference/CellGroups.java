package io.klarion.core.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The used cells of a feature in groups of at least one record a window. A cell with as many is a group of its own; rarer ones
 * are joined, those on a line with their neighbours. What is left over joins the last group of rare ones, or the least
 * of the other cells.
 */
final class CellGroups {

    private final long[] totals;
    private final int enough;

    private CellGroups(long[][] windows) {
        this.totals = new long[windows[0].length];
        this.enough = windows.length;
        for (long[] counts : windows) {
            for (int c = 0; c < counts.length; c++) {
                totals[c] += counts[c];
            }
        }
    }

    /**
     * The groups of these windows' cells, the rare ones first.
     *
     * @param windows counts by window and cell, at least one window
     * @param ordered the first so many cells lie on a line
     */
    static List<int[]> of(long[][] windows, int ordered) {
        return new CellGroups(windows).groups(ordered);
    }

    private List<int[]> groups(int ordered) {
        Comparator<Integer> rising =
                Comparator.comparingLong((Integer c) -> totals[c]).thenComparing(Comparator.naturalOrder());
        Comparator<Integer> along = Comparator.comparingInt(c -> Math.min(c, ordered));
        List<List<Integer>> groups = joined(used(true, along.thenComparing(rising)));
        used(false, rising).forEach(cell -> groups.add(new ArrayList<>(List.of(cell))));
        for (int last = groups.size() - 1; last > 0; last--) {
            if (records(groups.get(last)) < enough) {
                groups.get(last - 1).addAll(groups.remove(last));
            }
        }
        if (groups.size() > 1 && records(groups.get(0)) < enough) {
            groups.get(1).addAll(groups.remove(0));
        }
        return groups.stream()
                .map(cells -> cells.stream().mapToInt(c -> c).toArray())
                .toList();
    }

    private List<Integer> used(boolean isRare, Comparator<Integer> order) {
        return IntStream.range(0, totals.length)
                .filter(c -> totals[c] > 0 && totals[c] < enough == isRare)
                .boxed()
                .sorted(order)
                .toList();
    }

    /* Filled one after the other; the last may lack some. */
    private List<List<Integer>> joined(List<Integer> rare) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int cell : rare) {
            if (groups.isEmpty() || records(groups.get(groups.size() - 1)) >= enough) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(cell);
        }
        return groups;
    }

    private long records(List<Integer> cells) {
        return cells.stream().mapToLong(c -> totals[c]).sum();
    }
}
