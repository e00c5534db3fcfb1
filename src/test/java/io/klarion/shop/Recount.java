package io.klarion.shop;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts windows the slow way, from lists of records: no panes, no deltas, no drains. A record is in a window when its
 * event time is, unless the watermark of its own partition, as it was before the record, had passed the window's end and
 * grace.
 */
public final class Recount {

    private final Collection<List<ShopRecord>> partitions;

    /** The records of each partition, in their order. */
    public Recount(Collection<List<ShopRecord>> partitions) {
        this.partitions = partitions;
    }

    /** All windows with records, however far the partitions have come. */
    public SortedMap<WindowId, Counted> all(Monitor monitor) {
        SortedMap<WindowId, Counted> windows = new TreeMap<>();
        read(monitor).forEach(records -> count(monitor, records, windows));
        return windows;
    }

    /** The windows that close: those that end, with grace, before every partition's last watermark. */
    public SortedMap<WindowId, Counted> closed(Monitor monitor) {
        long least = read(monitor).stream().mapToLong(Recount::watermark).min().orElseThrow();
        SortedMap<WindowId, Counted> windows = all(monitor);
        windows.keySet().removeIf(id -> id.end() + monitor.window().grace() > least);
        return windows;
    }

    /** Of one partition's records: how many are fit, but on time for no window. */
    public static long lateForAll(Monitor monitor, List<ShopRecord> records) {
        long late = 0;
        long watermark = Long.MIN_VALUE;
        for (ShopRecord record : records) {
            if (!record.isRejected()) {
                late += windowsOf(monitor.window(), record.time(), watermark).isEmpty() ? 1 : 0;
                watermark = Math.max(watermark, record.time() - Shop.BOUND);
            }
        }
        return late;
    }

    private List<List<ShopRecord>> read(Monitor monitor) {
        return partitions.stream()
                .filter(records -> monitor.topics().contains(records.get(0).topic()))
                .toList();
    }

    private static void count(Monitor monitor, List<ShopRecord> records, Map<WindowId, Counted> windows) {
        long watermark = Long.MIN_VALUE;
        for (ShopRecord record : records) {
            if (record.isRejected()) {
                continue;
            }
            for (long end : windowsOf(monitor.window(), record.time(), watermark)) {
                String segment = monitor.segmentBy().isEmpty() ? "" : record.segment();
                WindowId id = new WindowId(monitor.name(), segment, end);
                windows.put(id, windows.getOrDefault(id, Counted.NOTHING).plus(record));
            }
            watermark = Math.max(watermark, record.time() - Shop.BOUND);
        }
    }

    /* The ends of all windows that hold the time and are still open at the watermark; window grids begin at 0. */
    private static List<Long> windowsOf(WindowSpec window, long time, long watermark) {
        List<Long> ends = new ArrayList<>();
        for (long start = time / window.advance() * window.advance();
                start > time - window.size();
                start -= window.advance()) {
            if (watermark < start + window.size() + window.grace()) {
                ends.add(start + window.size());
            }
        }
        return ends;
    }

    private static long watermark(List<ShopRecord> records) {
        return records.stream()
                .filter(record -> !record.isRejected())
                .mapToLong(record -> record.time() - Shop.BOUND)
                .max()
                .orElse(Long.MIN_VALUE);
    }
}
