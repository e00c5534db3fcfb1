package io.klarion.core.backtest;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Monitors with features {@code a} and {@code b} in windows of 10 ms, and what settings of them told. */
public final class SampleTrials {

    private SampleTrials() {}

    static Monitor monitor() {
        List<FeatureCells> cells = Stream.of("a", "b")
                .map(name -> new FeatureCells(name, FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("red"))))
                .toList();
        MonitoredFeature how =
                new MonitoredFeature("/f", DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, false);
        return new Monitor(
                "m",
                List.of("t"),
                new EventTimeSpec("/time", Unit.MILLIS, 0, EventTimeSpec.NO_LEAD_GUARD),
                List.of(),
                WindowSpec.tumbling(10, 0),
                CellLayout.of(cells),
                List.of(how, how),
                VolumeSpec.DEFAULT,
                AlertSpec.DEFAULT,
                List.of(),
                Monitor.Lifecycle.DEFAULT,
                "",
                "");
    }

    static Setting threshold(double threshold) {
        return new Setting(
                OptionalLong.empty(), Optional.empty(), OptionalDouble.of(threshold), OptionalDouble.empty());
    }

    /** An alert on {@code feature} that begins at {@code onset}, fires a window later, and ends; −1 for never. */
    static Raised alert(String feature, long onset, long resolved) {
        return new Raised(
                "",
                feature,
                AlertKind.DRIFT,
                onset,
                onset + 10,
                resolved < 0 ? OptionalLong.empty() : OptionalLong.of(resolved));
    }

    /** What a threshold told, of 100 windows. */
    static Outcome outcome(double threshold, int again, Optional<Score> score, List<Raised> alerts) {
        Setting setting = threshold(threshold);
        return new Outcome(
                "m",
                setting,
                setting.of(monitor()),
                setting.of(monitor()).equals(monitor()),
                new WindowRange(0, 1000),
                new Outcome.Windows(200, 200, 0, 0, 0),
                alerts,
                again,
                score);
    }

    /** The same with a score: so many changes, found so late each; −1 for missed. */
    public static Outcome scored(double threshold, int falseAlarms, int... windowsLate) {
        List<Score.Finding> findings = IntStream.of(windowsLate)
                .mapToObj(late -> new Score.Finding(
                        new Change(100, OptionalLong.empty(), "", "", Set.of()),
                        late < 0 ? OptionalLong.empty() : OptionalLong.of(110 + 10L * late),
                        Math.max(0, late)))
                .toList();
        return outcome(threshold, 0, Optional.of(new Score(findings, falseAlarms)), List.of(alert("a", 100, 200)));
    }

    /** Nothing told, and nobody knows of changes. */
    public static Outcome quiet(double threshold) {
        return outcome(threshold, 0, Optional.empty(), List.of());
    }

    /** One that has everything an outcome can have. */
    public static Outcome full(double threshold) {
        Change change = new Change(100, OptionalLong.of(300), "m", "country=DE", Set.of("a"));
        return outcome(
                threshold,
                1,
                Optional.of(new Score(List.of(new Score.Finding(change, OptionalLong.of(120), 1)), 0)),
                List.of(alert("a", 100, 200)));
    }
}
