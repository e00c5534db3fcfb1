package io.klarion.cli;

import io.klarion.core.backtest.KnownChanges;
import io.klarion.core.backtest.Outcome;
import io.klarion.core.backtest.Setting;
import io.klarion.core.backtest.Trial;
import io.klarion.core.backtest.WindowRange;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Many settings over the same windows: verdicts are gathered, then every setting takes them, on all cores; those that are
 * listened to one after the other. The number of
 * cores changes nothing but the time it takes. Used by one thread.
 */
final class Trials {

    private static final int BATCH = 256;

    private final List<Trial> trials = new ArrayList<>();
    private final List<Trial> quiet = new ArrayList<>();
    private final List<Trial> speaking = new ArrayList<>();
    private final Set<Monitor> sources = new LinkedHashSet<>();
    private final List<Verdict> waiting = new ArrayList<>();

    /**
     * Adds settings for a monitor.
     *
     * @param isRecords whether records are read, so that windows of any size can be counted; else they are made of those
     *     of the monitor
     * @param own told what the monitor's own setting says
     */
    void add(Monitor monitor, List<Setting> settings, boolean isRecords, WindowRange range, Trial.Listener own) {
        for (Setting setting : settings) {
            long size = setting.windowSize(monitor);
            String source = monitor.name();
            if (isRecords && size != monitor.window().size()) {
                Monitor counting = counting(monitor, setting);
                sources.add(counting);
                source = counting.name();
            }
            Trial.Listener listener = setting.equals(Setting.CONFIGURED) ? own : Trial.Listener.NONE;
            Trial trial = new Trial(monitor, setting, source, range, listener);
            trials.add(trial);
            (listener == Trial.Listener.NONE ? quiet : speaking).add(trial);
        }
    }

    /* The monitor with the windows of a setting, under a name that no monitor can have. */
    private static Monitor counting(Monitor monitor, Setting setting) {
        WindowSpec windows = setting.of(monitor).window();
        return monitor.with(monitor.name() + "@" + windows.size(), windows, monitor.features(), VolumeSpec.OFF);
    }

    /** The monitors beside the configured ones whose windows are needed. */
    List<Monitor> sources() {
        return List.copyOf(sources);
    }

    /** The next verdict of any of the monitors, or the next part of one. */
    void add(Verdict verdict) {
        waiting.add(verdict);
        if (waiting.size() == BATCH) {
            judge();
        }
    }

    private void judge() {
        waiting.forEach(verdict -> speaking.forEach(trial -> trial.add(verdict)));
        quiet.parallelStream().forEach(trial -> waiting.forEach(trial::add));
        waiting.clear();
    }

    /** What came of them, in the order in which they were added. */
    List<Outcome> finish(Optional<KnownChanges> changes) {
        judge();
        return trials.stream().map(trial -> trial.finish(changes)).toList();
    }
}
