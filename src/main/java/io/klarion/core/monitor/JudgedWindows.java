package io.klarion.core.monitor;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.LeaveOneOut;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceWindows;
import io.klarion.core.reference.SlotCounter;
import io.klarion.core.reference.VolumeHistory;
import io.klarion.core.window.Slot;
import io.klarion.core.window.SlotCalendar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a reference of windows that were judged: their verdicts hold every cell's count. Of windows that overlap the
 * first is taken, then the next that begins where it ends or later; of revisions the last. Not thread-safe.
 */
public final class JudgedWindows {

    private final Monitor monitor;
    private final Map<Key, Verdict> verdicts = new HashMap<>();

    private record Key(Segment segment, long start, long end, int part) {}

    /** Windows of a monitor. */
    public JudgedWindows(Monitor monitor) {
        this.monitor = monitor;
    }

    /** Adds a verdict, or a part of one; those of other monitors and empty windows are passed over. */
    public void add(Verdict verdict) {
        if (verdict.monitor().equals(monitor.name()) && verdict.records() > 0) {
            verdicts.merge(
                    new Key(verdict.segment(), verdict.start(), verdict.end(), verdict.part()),
                    verdict,
                    (one, two) -> one.revision() > two.revision() ? one : two);
        }
    }

    /** How many windows there are that do not overlap. */
    public int windows() {
        return apart().size();
    }

    private Set<Long> apart() {
        SortedMap<Long, Long> ends = new TreeMap<>();
        verdicts.keySet().forEach(key -> ends.put(key.end(), key.start()));
        Set<Long> apart = new TreeSet<>();
        long last = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> window : ends.entrySet()) {
            if (window.getValue() >= last) {
                last = window.getKey();
                apart.add(last);
            }
        }
        return apart;
    }

    /**
     * The reference that these windows make, of all segments together and of those that {@code like} keeps apart.
     *
     * @param like what it is to take the place of: its id, cells and segments
     * @param created when it is made, epoch milliseconds
     * @throws IllegalArgumentException when there is no window, or a verdict has other cells
     */
    public Reference reference(Reference like, String source, long created) {
        return found(like, source, created).reference();
    }

    /** The same with the windows that are unlike the rest. */
    public LeaveOneOut.Found found(Reference like, String source, long created) {
        Set<Long> ends = apart();
        if (ends.isEmpty()) {
            throw new IllegalArgumentException(
                    "windows: must be at least one of monitor " + monitor.name() + " with records, was none");
        }
        SortedMap<Long, Window> pooled = new TreeMap<>();
        SortedMap<Segment, SortedMap<Long, Window>> own = new TreeMap<>();
        verdicts.forEach((key, verdict) -> {
            if (ends.contains(key.end())) {
                window(pooled, key.end()).add(verdict);
                if (like.segments().containsKey(key.segment())) {
                    window(own.computeIfAbsent(key.segment(), any -> new TreeMap<>()), key.end())
                            .add(verdict);
                }
            }
        });
        SortedMap<Segment, Population> segments = new TreeMap<>();
        own.forEach((segment, windows) -> segments.put(segment, population(windows, like.calendar())));
        long first = verdicts.keySet().stream().mapToLong(Key::start).min().orElseThrow();
        long last = verdicts.keySet().stream().mapToLong(Key::end).max().orElseThrow();
        Reference made = new Reference(
                like.id(),
                like.version() + 1,
                Long.MIN_VALUE,
                new Provenance(source, first, last, created),
                monitor.layout(),
                like.calendar(),
                population(pooled, like.calendar()),
                segments);
        return LeaveOneOut.of(made, windows(pooled, like.calendar()));
    }

    /* Those of one slot are like one another. */
    private ReferenceWindows windows(SortedMap<Long, Window> windows, Optional<SlotCalendar> calendar) {
        SortedMap<String, List<ReferenceWindows.Window>> strata = new TreeMap<>();
        windows.forEach((end, window) -> {
            long start = end - monitor.window().size();
            strata.computeIfAbsent(calendar.map(by -> by.slot(start).key()).orElse(""), slot -> new ArrayList<>())
                    .add(new ReferenceWindows.Window(start, window.cells()));
        });
        return new ReferenceWindows(List.copyOf(strata.values()));
    }

    private Window window(SortedMap<Long, Window> windows, long end) {
        return windows.computeIfAbsent(end, any -> new Window(monitor.layout()));
    }

    private Population population(SortedMap<Long, Window> windows, Optional<SlotCalendar> calendar) {
        CellLayout layout = monitor.layout();
        List<FeatureReference> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            int feature = f;
            features.add(FeatureReference.ofWindows(
                    windows.values().stream()
                            .map(window -> window.counts[feature])
                            .toList(),
                    layout.feature(f).binning()));
        }
        List<Long> sizes =
                windows.values().stream().map(window -> window.records).toList();
        return new Population(
                sizes.stream().mapToLong(Long::longValue).sum(),
                features,
                VolumeHistory.ofWindows(sizes),
                calendar.map(by -> slots(windows, by)).orElseGet(TreeMap::new));
    }

    private SortedMap<Slot, Population> slots(SortedMap<Long, Window> windows, SlotCalendar calendar) {
        SlotCounter slots = new SlotCounter(monitor.layout(), calendar);
        windows.forEach(
                (end, window) -> slots.addWindow(end - monitor.window().size(), window.records, window.cells()));
        return slots.snapshot();
    }

    /* The counts of one window, all segments and parts together. */
    private static final class Window {

        private final CellLayout layout;
        private final long[][] counts;
        private long records;

        Window(CellLayout layout) {
            this.layout = layout;
            this.counts = new long[layout.size()][];
            for (int f = 0; f < counts.length; f++) {
                counts[f] = new long[layout.feature(f).binning().cells()];
            }
        }

        long[] cells() {
            return Arrays.stream(counts).flatMapToLong(Arrays::stream).toArray();
        }

        void add(Verdict verdict) {
            if (verdict.part() == 0) {
                records += verdict.records();
            }
            for (FeatureVerdict feature : verdict.features()) {
                layout.indexOf(feature.feature()).ifPresent(f -> add(counts[f], feature));
            }
        }

        private static void add(long[] into, FeatureVerdict feature) {
            List<CellVerdict> cells = feature.cells();
            if (cells.size() != into.length) {
                throw new IllegalArgumentException("feature " + feature.feature() + ": must have " + into.length
                        + " cells as its monitor has, was " + cells.size());
            }
            for (int c = 0; c < into.length; c++) {
                into[c] += cells.get(c).count();
            }
        }
    }
}
