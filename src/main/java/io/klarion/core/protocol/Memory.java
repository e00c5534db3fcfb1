package io.klarion.core.protocol;

import io.klarion.core.alert.AlertState;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.monitor.GroupHistory;
import io.klarion.core.monitor.HistoryRule;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.PastWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a monitor remembers of closed windows, where it compares with those before or learns from the first. Written through;
 * how many there are of a group is bounded, and a group that is silent for long is forgotten. Single-threaded.
 */
final class Memory {

    private final Optional<HistoryRule> rule;
    private final Stage2State state;

    Memory(Monitor monitor, Stage2State state) {
        this.rule = HistoryRule.of(monitor);
        this.state = state;
    }

    /** What is remembered of a group. */
    GroupHistory of(GroupKey group) {
        return rule.isPresent() ? new GroupHistory(state.past(group), state.learned(group)) : GroupHistory.NONE;
    }

    /**
     * Adds a judged window to what is remembered of its group, and drops what is not needed any more.
     *
     * @param states the alerts that stand after it
     */
    void remember(GroupKey group, GroupHistory before, WindowCounts counts, Verdict verdict, List<AlertState> states) {
        rule.ifPresent(what -> write(group, before, what.after(before, counts, verdict, AlertState.standing(states))));
    }

    private void write(GroupKey group, GroupHistory before, GroupHistory after) {
        Map<Long, PastWindow> old = new HashMap<>();
        before.windows().forEach(window -> old.put(window.end(), window));
        for (PastWindow window : after.windows()) {
            PastWindow known = old.remove(window.end());
            if (known == null || !known.equals(window)) {
                state.putPast(group, window);
            }
        }
        old.keySet().forEach(end -> state.removePast(group, end));
        if (!after.learned().equals(before.learned())) {
            state.putLearned(group, after.learned());
        }
    }

    /** Forgets a group that had no records for so long before the window that ends at {@code end}. */
    void forgetAfterSilence(GroupKey group, GroupRow row, long end) {
        if (rule.isPresent() && !rule.get().remembers(row.lastSeenEnd(), end)) {
            forget(state, group);
        }
    }

    /** Forgets what is remembered of a group by another rule than this monitor's. */
    void forgetForeign(GroupKey group) {
        GroupHistory history = new GroupHistory(state.past(group), state.learned(group));
        if (rule.filter(what -> what.isOwn(history)).isEmpty()) {
            forget(state, group);
        }
    }

    /** Forgets all that is remembered of a group. */
    static void forget(Stage2State state, GroupKey group) {
        state.past(group).forEach(window -> state.removePast(group, window.end()));
        state.removeLearned(group);
    }
}
