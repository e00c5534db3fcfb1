package io.klarion.core.reference;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts a reference from records that are already cells: the second pass over its data. Edges and segments come
 * from the first pass ({@code io.klarion.core.profile}), and the cells from the decoder that also bins windows, so
 * that both sides are counted by the same code.
 *
 * <p>Dispersion comes from tumbling slices of the monitor's window size; that of calendar slots from the windows within
 * each slot. The result does not depend on the order of
 * the records. Memory is bounded: at most {@value #MAX_WINDOWS} windows are kept for dispersion, fewer with many
 * features and segments. Not thread-safe.
 */
public final class ReferenceBuilder {

    /** The greatest number of windows dispersion is estimated from. */
    public static final int MAX_WINDOWS = 1000;

    private static final int MIN_WINDOWS = 30;
    private static final long COUNTS_IN_MEMORY = 1L << 25; // 256 MB of window counts

    private final CellLayout layout;
    private final Optional<SlotCalendar> calendar;
    private final PopulationCounter pooled;
    private final Map<Segment, PopulationCounter> segments = new TreeMap<>();
    private long records;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    /**
     * An empty builder.
     *
     * @param layout the features and cells to count
     * @param window the monitor's windows; only size and origin matter
     * @param segments the segments that get counts of their own
     */
    public ReferenceBuilder(CellLayout layout, WindowSpec window, Set<Segment> segments) {
        this(layout, window, segments, Optional.empty());
    }

    /**
     * An empty builder that counts by calendar slots too.
     *
     * @param segments the segments that get counts of their own; of very many, with very many cells, only the first
     *     get slots too
     */
    public ReferenceBuilder(CellLayout layout, SlotCalendar calendar, Set<Segment> segments) {
        this(layout, calendar.window(), segments, Optional.of(calendar));
    }

    private ReferenceBuilder(
            CellLayout layout, WindowSpec window, Set<Segment> segments, Optional<SlotCalendar> calendar) {
        this.layout = layout;
        this.calendar = calendar;
        int perPopulation = calendar.isPresent() ? 2 : 1;
        long share = COUNTS_IN_MEMORY / Math.max(1, layout.cells()) / (segments.size() + 1) / perPopulation;
        int maxWindows = (int) Math.max(MIN_WINDOWS, Math.min(MAX_WINDOWS, share));
        this.pooled = new PopulationCounter(layout, window, maxWindows, calendar);
        long slots = calendar.map(by -> (long) by.kind().slots()).orElse(0L);
        long slotted = COUNTS_IN_MEMORY / Math.max(1, layout.cells()) / Math.max(1, slots + maxWindows);
        for (Segment segment : new TreeSet<>(segments)) {
            boolean isWithin = this.segments.size() < slotted;
            this.segments.put(
                    segment, new PopulationCounter(layout, window, maxWindows, isWithin ? calendar : Optional.empty()));
        }
    }

    /**
     * Counts one record.
     *
     * @param eventTime epoch milliseconds
     * @param segment its segment; pooled only when it is none of those with own counts
     * @param cells for each feature of the layout the cell within its binning
     */
    public void add(long eventTime, Segment segment, int[] cells) {
        records++;
        earliest = Math.min(earliest, eventTime);
        latest = Math.max(latest, eventTime);
        pooled.add(eventTime, cells);
        PopulationCounter own = segments.get(segment);
        if (own != null) {
            own.add(eventTime, cells);
        }
    }

    /** Counts one record without event time: it says nothing on dispersion. */
    public void add(Segment segment, int[] cells) {
        records++;
        pooled.add(cells);
        PopulationCounter own = segments.get(segment);
        if (own != null) {
            own.add(cells);
        }
    }

    /** The number of records counted. */
    public long records() {
        return records;
    }

    /** The windows of all records together; none without event times. */
    public ReferenceWindows windows() {
        return earliest <= latest ? pooled.windows(earliest, latest) : new ReferenceWindows(List.of());
    }

    /**
     * The reference of what was counted, always in effect.
     *
     * @param id its name
     * @param version rising from 1
     * @param source the file or topic it was built from
     * @param created when it is built, epoch milliseconds
     */
    public Reference build(String id, int version, String source, long created) {
        boolean timed = earliest <= latest;
        Provenance provenance = new Provenance(source, timed ? earliest : 0, timed ? latest : 0, created);
        SortedMap<Segment, Population> own = new TreeMap<>();
        segments.forEach((segment, counter) -> own.put(segment, counter.snapshot(earliest, latest)));
        return new Reference(
                id, version, Long.MIN_VALUE, provenance, layout, calendar, pooled.snapshot(earliest, latest), own);
    }
}
