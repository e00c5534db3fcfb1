package io.klarion.core.backtest;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.VolumeAlert;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.EvidenceJudge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One monitor judged with one setting: closed windows go in, in the order in which they closed, alerts come out. The judge and
 * the alert machine are those that run live, so that the monitor's own setting gives the alerts it gave. Single-threaded.
 */
public final class Trial {

    /* Fired again within so many windows after it resolved: the same event, told twice. */
    private static final int SOON = 5;

    private final Monitor own;
    private final Setting setting;
    private final Monitor monitor;
    private final String source;
    private final WindowRange range;
    private final Listener out;
    private final EvidenceJudge judge;
    private final MergedWindows merged;
    private final Map<Group, GroupTrial> groups = new HashMap<>();
    private final AlertBook book = new AlertBook();
    private final Tally tally = new Tally();

    /** Who wants to know what a setting says of every window. */
    public interface Listener {

        /** Nobody. */
        Listener NONE = (verdict, alerts) -> {};

        /** A window was judged, and alerts changed. */
        void judged(Verdict verdict, List<Alert> alerts);
    }

    private record Group(Segment segment, int chunk) {}

    /* What the windows within the range add up to. */
    private static final class Tally {
        private long all;
        private long judged;
        private long unsure;
        private long inAlert;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long otherCells;
    }

    /**
     * A trial that begins.
     *
     * @param own the monitor as it is configured
     * @param source the name of the monitor whose verdicts hold the counts: the monitor itself, or one with the
     *     setting's windows
     * @param range alerts and windows outside are judged, but do not count
     * @param out told what the setting says of the windows within the range
     * @throws IllegalArgumentException when the setting does not fit the monitor, or its windows cannot be made of
     *     those that {@code source} has
     */
    public Trial(Monitor own, Setting setting, String source, WindowRange range, Listener out) {
        this.own = own;
        this.setting = setting;
        this.monitor = setting.of(own);
        this.source = source;
        this.range = range;
        this.out = out;
        this.judge = new EvidenceJudge(List.of(monitor));
        this.merged = new MergedWindows(
                source.equals(own.name()) ? own.window() : monitor.window(), monitor.window(), this::judge);
    }

    /** The monitor as it is configured. */
    public Monitor configured() {
        return own;
    }

    /** The monitor as it is judged here. */
    public Monitor judged() {
        return monitor;
    }

    /** The next verdict, or the next part of one; those of other monitors are passed over. */
    public void add(Verdict verdict) {
        if (!verdict.monitor().equals(source)) {
            return;
        }
        if (JudgedCounts.fits(verdict, monitor.layout())) {
            JudgedCounts.of(verdict, monitor.layout()).forEach(merged::add);
        } else {
            tally.otherCells++;
        }
    }

    private void judge(WindowCounts counts) {
        GroupTrial.Step step = groups.computeIfAbsent(
                        new Group(counts.segment(), counts.chunk()), absent -> new GroupTrial(monitor, judge))
                .step(counts);
        if (range.holds(counts.start(), counts.end())) {
            add(step);
            step.alerts().forEach(book::add);
            out.judged(step.verdict(), step.alerts());
        }
    }

    private void add(GroupTrial.Step step) {
        tally.first = Math.min(tally.first, step.verdict().start());
        tally.last = Math.max(tally.last, step.verdict().end());
        step.verdict().features().forEach(feature -> {
            tally.all++;
            tally.judged += feature.state() == FeatureState.STABLE || feature.state() == FeatureState.DRIFT ? 1 : 0;
            tally.unsure += feature.state() == FeatureState.INSUFFICIENT_DATA ? 1 : 0;
        });
        tally.inAlert += step.states().stream()
                .filter(AlertState::firing)
                .map(AlertState::feature)
                .filter(feature -> !feature.equals(VolumeAlert.SUBJECT))
                .distinct()
                .count();
    }

    /**
     * What came of it; no windows follow.
     *
     * @param changes what is known to have changed; empty when nobody knows
     */
    public Outcome finish(Optional<KnownChanges> changes) {
        merged.finish();
        List<Raised> alerts = book.alerts();
        WindowRange seen = tally.first <= tally.last ? new WindowRange(tally.first, tally.last) : new WindowRange(0, 0);
        return new Outcome(
                own.name(),
                setting,
                monitor,
                setting.of(own).equals(Setting.CONFIGURED.of(own)),
                seen,
                new Outcome.Windows(tally.all, tally.judged, tally.unsure, tally.inAlert, tally.otherCells),
                alerts,
                AlertBook.again(alerts, SOON * monitor.window().advance()),
                changes.map(known -> known.score(monitor, seen, alerts)));
    }
}
