package io.klarion.core.protocol;

import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.PastWindow;
import io.klarion.core.monitor.PastWindows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The windows that a monitor remembers, where it compares with those before. Written through; how many there are of a group is
 * bounded, and a group that is silent for long is forgotten. Single-threaded.
 */
final class Memory {

    private final Optional<PastWindows> windows;
    private final Stage2State state;

    Memory(Monitor monitor, Stage2State state) {
        this.windows = PastWindows.of(monitor);
        this.state = state;
    }

    /** What is remembered of a group, in order of the windows' ends. */
    List<PastWindow> of(GroupKey group) {
        return windows.isPresent() ? state.past(group) : List.of();
    }

    /** Adds a judged window to what is remembered of its group, {@code past}, and drops what is not needed any more. */
    void remember(GroupKey group, List<PastWindow> past, WindowCounts counts, Verdict verdict) {
        windows.flatMap(which -> which.toRemember(counts, verdict)).ifPresent(window -> {
            List<PastWindow> all = new ArrayList<>(past);
            all.add(window);
            Map<Long, PastWindow> needed = new HashMap<>();
            windows.orElseThrow().needed(all).forEach(kept -> needed.put(kept.end(), kept));
            state.putPast(group, window);
            for (PastWindow old : past) {
                PastWindow kept = needed.get(old.end());
                if (kept == null) {
                    state.removePast(group, old.end());
                } else if (!kept.equals(old)) {
                    state.putPast(group, kept);
                }
            }
        });
    }

    /** Forgets a group that had no records for so long before the window that ends at {@code end}. */
    void forgetAfterSilence(GroupKey group, GroupRow row, long end) {
        boolean isOver =
                windows.filter(which -> which.remembers(row.lastSeenEnd(), end)).isEmpty();
        if (windows.isPresent() && isOver) {
            forget(state, group);
        }
    }

    /** Forgets all windows of a group. */
    static void forget(Stage2State state, GroupKey group) {
        state.past(group).forEach(window -> state.removePast(group, window.end()));
    }
}
