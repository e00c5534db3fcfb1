package io.klarion.core.reference;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Counts the cells of one population, in all and by window. Not thread-safe. */
final class PopulationCounter {

    private final CellLayout layout;
    private final long[] counts;
    private final WindowSlices slices;
    private final VolumeCounter volume;
    private final Optional<SlotCounter> slots;
    private long records;

    PopulationCounter(CellLayout layout, WindowSpec window, int maxWindows, Optional<SlotCalendar> calendar) {
        this.layout = layout;
        this.slots = calendar.map(by -> new SlotCounter(layout, by, maxWindows));
        this.counts = new long[layout.cells()];
        this.slices = new WindowSlices(window.size(), window.origin(), layout.cells(), maxWindows);
        this.volume = new VolumeCounter(window.size(), window.origin());
    }

    void add(int[] cells) {
        records++;
        count(layout, cells, counts);
    }

    void add(long eventTime, int[] cells) {
        add(cells);
        volume.add(eventTime);
        long[] window = slices.of(eventTime);
        if (window != null) {
            count(layout, cells, window);
        }
        slots.ifPresent(counter -> counter.add(eventTime, cells));
    }

    static void count(CellLayout layout, int[] cells, long[] into) {
        for (int f = 0; f < cells.length; f++) {
            into[layout.offset(f) + cells[f]]++;
        }
    }

    /** The counts; whole windows lie between those of {@code earliest} and {@code latest}. */
    Population snapshot(long earliest, long latest) {
        List<FeatureReference> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            List<long[]> windows =
                    slices.whole(layout.offset(f), layout.offset(f + 1), layout.size(), earliest, latest);
            features.add(FeatureReference.told(
                    Arrays.copyOfRange(counts, layout.offset(f), layout.offset(f + 1)),
                    windows,
                    layout.feature(f).binning()));
        }
        return new Population(
                records,
                features,
                earliest <= latest ? volume.snapshot(earliest, latest) : VolumeHistory.UNKNOWN,
                slots.map(SlotCounter::snapshot).orElseGet(TreeMap::new));
    }

    /** The windows that were counted: the whole ones, or those of each slot. */
    ReferenceWindows windows(long earliest, long latest) {
        return slots.map(SlotCounter::windows).orElseGet(() -> {
            List<ReferenceWindows.Window> whole = new ArrayList<>();
            slices.whole(layout.size(), earliest, latest)
                    .forEach(
                            (position, cells) -> whole.add(new ReferenceWindows.Window(slices.start(position), cells)));
            return new ReferenceWindows(List.of(whole));
        });
    }

    /** How many cells of feature {@code f} lie on a line. */
    static int orderedCells(CellLayout layout, int f) {
        return orderedCells(layout.feature(f).binning());
    }

    static int orderedCells(Binning binning) {
        return binning instanceof NumericBinning numeric ? numeric.orderedCells() : 0;
    }

    /* The size-weighted mean size Σn² / Σn: the size of the window a record finds itself in [Kish 1965]. */
    static double typicalSize(List<long[]> windows) {
        double records = 0;
        double squares = 0;
        for (long[] counts : windows) {
            double size = LongStream.of(counts).sum();
            records += size;
            squares += size * size;
        }
        return records == 0 ? 1 : squares / records;
    }
}
