package io.klarion.core.protocol.simulation;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.monitor.GroupHistory;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.WindowJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A judge without statistics: the verdict shows the counts as they are, and the alert counts the windows in a row
 * that held records.
 */
public final class CountingJudge implements WindowJudge {

    private static final String ALL = "all";
    private static final OptionalDouble NONE = OptionalDouble.empty();

    @Override
    public Verdict judge(Monitor monitor, WindowCounts window, GroupHistory history) {
        return new Verdict(
                monitor.name(),
                monitor.segmentNames(),
                window.segment(),
                window.start(),
                window.end(),
                window.revision(),
                window.completeness(),
                window.records(),
                Optional.empty(),
                window.late(),
                new ReferenceName("", 0, ""),
                monitor.configDigest(),
                window.chunk(),
                monitor.layout().chunks(),
                List.of(counts(window)));
    }

    private static FeatureVerdict counts(WindowCounts window) {
        List<CellVerdict> cells = new ArrayList<>();
        for (long count : window.cells()) {
            cells.add(new CellVerdict("", count, 0, 0, 0));
        }
        FeatureState state = window.records() > 0 ? FeatureState.STABLE : FeatureState.NO_DATA;
        return new FeatureVerdict(
                ALL,
                FeatureType.NUMERIC,
                state,
                window.records(),
                0,
                0,
                0,
                0,
                0,
                "none",
                DetectSpec.DEFAULT,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                Map.of(),
                cells,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The counts of all cells that a verdict shows. */
    static long[] cells(Verdict verdict) {
        return verdict.features().get(0).cells().stream()
                .mapToLong(CellVerdict::count)
                .toArray();
    }

    @Override
    public Step step(Monitor monitor, Verdict verdict, List<AlertState> before) {
        if (verdict.records() == 0) {
            return new Step(List.of(), List.of());
        }
        int windows = before.isEmpty() ? 1 : before.get(0).driftWindows() + 1;
        AlertState state = new AlertState(
                ALL,
                AlertKind.DRIFT,
                true,
                Severity.WARNING,
                verdict.start(),
                verdict.end(),
                windows,
                0,
                0,
                verdict.end());
        return new Step(List.of(state), List.of(alert(verdict, windows)));
    }

    private static Alert alert(Verdict verdict, int windows) {
        return new Alert(
                "part " + verdict.part(),
                verdict.monitor(),
                verdict.segmentNames(),
                verdict.segment(),
                ALL,
                AlertKind.DRIFT,
                Severity.WARNING,
                AlertTransition.FIRING,
                verdict.start(),
                verdict.end(),
                verdict.start(),
                verdict.end(),
                NONE,
                NONE,
                NONE,
                0,
                windows,
                List.of(),
                verdict.revision(),
                "");
    }
}
