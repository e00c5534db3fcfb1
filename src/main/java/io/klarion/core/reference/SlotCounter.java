package io.klarion.core.reference;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.window.Slot;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts the cells of one population by calendar slot. Not thread-safe.
 *
 * <p>A slot is kept when it came at least {@value #FEWEST_TIMES} times with records, so that one odd day is no more than
 * a quarter of it, and holds at least {@value #FEWEST_RECORDS} records, ten for each of twenty cells. Of the coarser slots
 * those are kept that a thin one backs off to, by the same rule.
 *
 * <p>The dispersion of a slot is that of the windows within slots of its kind: they are few in one slot, so all slots
 * have it in common.
 */
public final class SlotCounter {

    static final int FEWEST_TIMES = 4;
    static final int FEWEST_RECORDS = 200;

    private final CellLayout layout;
    private final SlotCalendar calendar;
    private final SlotWindows windows;
    private final WindowSlices kept;
    private final SortedMap<Slot, Counted> finest = new TreeMap<>();

    /* What one slot holds. */
    private static final class Counted {
        private final long[] cells;
        private final Set<Long> times = new HashSet<>();
        private long records;

        Counted(int cells) {
            this.cells = new long[cells];
        }

        void add(Counted other) {
            SlotCounter.add(other.cells, cells);
            times.addAll(other.times);
            records += other.records;
        }

        boolean isThin() {
            return times.size() < FEWEST_TIMES || records < FEWEST_RECORDS;
        }
    }

    SlotCounter(CellLayout layout, SlotCalendar calendar, int maxWindows) {
        this.layout = layout;
        this.calendar = calendar;
        this.windows = new SlotWindows(calendar);
        this.kept =
                new WindowSlices(calendar.window().advance(), calendar.window().origin(), layout.cells(), maxWindows);
    }

    /** Counts of windows that were judged: {@link #addWindow} each. */
    public SlotCounter(CellLayout layout, SlotCalendar calendar) {
        this(layout, calendar, ReferenceBuilder.MAX_WINDOWS);
    }

    /**
     * Counts a whole window; those of one slot must not overlap.
     *
     * @param start when it starts, epoch milliseconds
     * @param records how many records it holds
     * @param cells one count a cell of the layout
     */
    public void addWindow(long start, long records, long[] cells) {
        Counted counted = counted(start);
        counted.records += records;
        add(cells, counted.cells);
        long[] window = kept.at(windows.lastHolding(start));
        if (window != null) {
            add(cells, window);
        }
    }

    private Counted counted(long start) {
        Counted counted = finest.computeIfAbsent(calendar.slot(start), slot -> new Counted(layout.cells()));
        counted.times.add(calendar.occurrence(start));
        return counted;
    }

    private static void add(long[] cells, long[] into) {
        for (int c = 0; c < into.length; c++) {
            into[c] += cells[c];
        }
    }

    void add(long eventTime, int[] cells) {
        long last = windows.lastHolding(eventTime);
        for (long position = windows.firstHolding(eventTime); position <= last; position++) {
            if (windows.isTaken(position)) {
                count(position, cells);
            }
        }
    }

    private void count(long position, int[] cells) {
        long start = windows.start(position);
        Counted counted = counted(start);
        counted.records++;
        PopulationCounter.count(layout, cells, counted.cells);
        long[] window = kept.at(position);
        if (window != null) {
            PopulationCounter.count(layout, cells, window);
        }
    }

    /** The slots with enough records, and the coarser ones that others back off to. */
    public SortedMap<Slot, Population> snapshot() {
        SortedMap<Slot, Population> populations = new TreeMap<>();
        Set<Slot> thin = new TreeSet<>(calendar.kind().all());
        for (SlotKind kind : calendar.kind().chain()) {
            SortedMap<Slot, Counted> level = level(kind);
            level.keySet()
                    .removeIf(slot ->
                            thin.stream().noneMatch(fine -> fine.within(kind).equals(slot)));
            if (!level.isEmpty()) {
                populations.putAll(populations(kind, level));
            }
            thin.removeIf(fine -> level.containsKey(fine.within(kind)));
        }
        return populations;
    }

    /** The windows kept of each of the finest slots. */
    ReferenceWindows windows() {
        SortedMap<Slot, List<ReferenceWindows.Window>> strata = new TreeMap<>();
        kept.byPosition().forEach((position, cells) -> {
            long start = windows.start(position);
            strata.computeIfAbsent(calendar.slot(start), slot -> new ArrayList<>())
                    .add(new ReferenceWindows.Window(start, cells));
        });
        return new ReferenceWindows(List.copyOf(strata.values()));
    }

    private SortedMap<Slot, Counted> level(SlotKind kind) {
        SortedMap<Slot, Counted> sums = new TreeMap<>();
        finest.forEach((slot, counted) -> sums.computeIfAbsent(slot.within(kind), coarse -> new Counted(layout.cells()))
                .add(counted));
        sums.values().removeIf(Counted::isThin);
        return sums;
    }

    private SortedMap<Slot, Population> populations(SlotKind kind, SortedMap<Slot, Counted> level) {
        SortedMap<Slot, List<long[]>> strata = new TreeMap<>();
        kept.byPosition()
                .forEach((position, cells) -> strata.computeIfAbsent(
                                calendar.slot(windows.start(position)).within(kind), slot -> new ArrayList<>())
                        .add(cells));
        List<Dispersion> dispersions = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            dispersions.add(OverDispersion.within(
                    cells(strata.values(), layout.offset(f), layout.offset(f + 1)),
                    PopulationCounter.orderedCells(layout, f)));
        }
        List<long[]> all = strata.values().stream().flatMap(List::stream).toList();
        SortedMap<Slot, Population> populations = new TreeMap<>();
        level.forEach((slot, counted) ->
                populations.put(slot, population(counted, typicalSize(strata.getOrDefault(slot, all)), dispersions)));
        return populations;
    }

    private static List<List<long[]>> cells(Collection<List<long[]>> strata, int from, int to) {
        return strata.stream()
                .map(windows -> windows.stream()
                        .map(counts -> Arrays.copyOfRange(counts, from, to))
                        .toList())
                .toList();
    }

    private double typicalSize(List<long[]> of) {
        return PopulationCounter.typicalSize(of.stream()
                .map(counts -> Arrays.copyOf(counts, layout.offset(1)))
                .toList());
    }

    private Population population(Counted counted, double typicalSize, List<Dispersion> dispersions) {
        List<FeatureReference> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            features.add(new FeatureReference(
                    Arrays.copyOfRange(counted.cells, layout.offset(f), layout.offset(f + 1)),
                    counted.records
                            / (1 + (typicalSize - 1) * dispersions.get(f).rho()),
                    dispersions.get(f)));
        }
        return new Population(counted.records, features);
    }
}
