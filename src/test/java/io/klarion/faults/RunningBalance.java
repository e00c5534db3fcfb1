package io.klarion.faults;

import io.klarion.core.monitor.Monitor;
import io.klarion.shop.Counted;
import io.klarion.shop.Recount;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.WindowId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compares verdicts with a recount while the load goes on. It recounts only what is new, from a little earlier on, so
 * that it costs as much after an hour as after a minute; the last word has the {@link Audit} of everything.
 */
final class RunningBalance {

    /* Longer, in event time, than any record is late and any window long. */
    private static final long MARGIN = 600_000;

    private final List<Monitor> monitors;
    private final SortedMap<WindowId, Counted> waiting = new TreeMap<>();
    private final Map<String, Long> reached = new HashMap<>();
    private long windows;
    private long lost;
    private long duplicated;

    RunningBalance(List<Monitor> monitors) {
        this.monitors = monitors;
    }

    /**
     * Compares the windows that have closed since the last call, and those that had no verdict then.
     *
     * @param verdicts what the verdict of a window holds; nothing where there is none yet
     */
    void update(KnownLog log, Function<WindowId, Counted> verdicts) {
        monitors.forEach(monitor -> recount(monitor, log));
        waiting.entrySet().removeIf(entry -> {
            Counted got = verdicts.apply(entry.getKey());
            if (got.records() == 0) {
                return false;
            }
            windows++;
            lost += entry.getValue().excessOver(got);
            duplicated += got.excessOver(entry.getValue());
            return true;
        });
    }

    private void recount(Monitor monitor, KnownLog log) {
        long after = reached.getOrDefault(monitor.name(), 0L);
        List<List<ShopRecord>> recent = log.lists().stream()
                .map(records -> since(records, after - MARGIN))
                .filter(records -> !records.isEmpty())
                .toList();
        new Recount(recent).closed(monitor).forEach((id, counted) -> {
            if (id.end() > after) {
                waiting.put(id, counted);
                reached.merge(monitor.name(), id.end(), Math::max);
            }
        });
    }

    private static List<ShopRecord> since(List<ShopRecord> records, long timestamp) {
        int from = records.size();
        while (from > 0 && records.get(from - 1).timestamp() >= timestamp) {
            from--;
        }
        return records.subList(from, records.size());
    }

    /** Windows compared. */
    long windows() {
        return windows;
    }

    /** Closed windows that have no verdict yet. */
    int waiting() {
        return waiting.size();
    }

    /** Records that verdicts lack. */
    long lost() {
        return lost;
    }

    /** Records that verdicts have too often. */
    long duplicated() {
        return duplicated;
    }
}
