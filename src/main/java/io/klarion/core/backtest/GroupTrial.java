package io.klarion.core.backtest;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertState;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.PastWindow;
import io.klarion.core.monitor.PastWindows;
import io.klarion.core.protocol.WindowJudge;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One segment and chunk of a monitor, window by window: what stage 2 remembers of a group, and no more. Single-threaded. */
final class GroupTrial {

    private final Monitor monitor;
    private final WindowJudge judge;
    private final Optional<PastWindows> windows;
    private List<PastWindow> past = List.of();
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
        this.windows = PastWindows.of(monitor);
    }

    /** One window further. */
    Step step(WindowCounts counts) {
        windows.filter(which -> !which.remembers(lastSeenEnd, counts.end())).ifPresent(forgotten -> past = List.of());
        Verdict verdict = judge.judge(monitor, counts, past);
        windows.ifPresent(which -> remember(which, counts, verdict));
        WindowJudge.Step step = judge.step(monitor, verdict, states);
        states = step.states();
        lastSeenEnd = counts.records() > 0 ? counts.end() : lastSeenEnd;
        return new Step(verdict, step.states(), step.alerts());
    }

    private void remember(PastWindows which, WindowCounts counts, Verdict verdict) {
        which.toRemember(counts, verdict).ifPresent(window -> {
            List<PastWindow> all = new ArrayList<>(past);
            all.add(window);
            past = which.needed(all);
        });
    }
}
