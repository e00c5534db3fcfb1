package io.klarion.core.monitor;

import io.klarion.core.reference.LearnedDispersion;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered of the closed windows of one group.
 *
 * @param windows in order of their ends
 * @param learned how much windows differ, by the feature's place in the chunk, where the windows had to tell
 */
public record GroupHistory(List<PastWindow> windows, SortedMap<Integer, LearnedDispersion> learned) {

    /** Nothing. */
    public static final GroupHistory NONE = new GroupHistory(List.of(), new TreeMap<>());

    public GroupHistory {
        windows = List.copyOf(windows);
        learned = new TreeMap<>(learned);
    }

    /** Whether nothing is remembered. */
    public boolean isEmpty() {
        return windows.isEmpty() && learned.isEmpty();
    }
}
