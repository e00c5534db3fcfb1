package io.klarion.core.backtest;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertState;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.monitor.GroupHistory;
import io.klarion.core.monitor.HistoryRule;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.WindowJudge;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Optional;

/** One segment and chunk of a monitor, window by window: what stage 2 remembers of a group, and no more. Single-threaded. */
final class GroupTrial {

    private final Monitor monitor;
    private final WindowJudge judge;
    private final Optional<HistoryRule> rule;
    private GroupHistory history = GroupHistory.NONE;
    private List<AlertState> states = List.of();
    private long lastSeenEnd = WindowSpec.NO_WATERMARK;

    /**
     * What one window did.
     *
     * @param verdict the verdict
     * @param states what is pending or firing after it
     * @param alerts the changes it made
     */
    record Step(Verdict verdict, List<AlertState> states, List<Alert> alerts) {}

    GroupTrial(Monitor monitor, WindowJudge judge) {
        this.monitor = monitor;
        this.judge = judge;
        this.rule = HistoryRule.of(monitor);
    }

    /** One window further. */
    Step step(WindowCounts counts) {
        if (rule.filter(what -> what.remembers(lastSeenEnd, counts.end())).isEmpty()) {
            history = GroupHistory.NONE;
        }
        Verdict verdict = judge.judge(monitor, counts, history);
        WindowJudge.Step step = judge.step(monitor, verdict, states);
        states = step.states();
        rule.ifPresent(what -> history = what.after(history, counts, verdict, AlertState.standing(states)));
        lastSeenEnd = counts.records() > 0 ? counts.end() : lastSeenEnd;
        return new Step(verdict, step.states(), step.alerts());
    }
}
