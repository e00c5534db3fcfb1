package io.klarion.report.page;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertMachine;
import io.klarion.core.alert.AlertSpec;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.AlertStep;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.Detector;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Results of made-up counts, judged by the detector and the alert machine: windows of five minutes from noon on
 * 2026-01-01, monitor "loans".
 */
public final class SampleResults implements Results {

    private final List<Feature> features = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // only handed on
    private record Feature(
            FeatureCells cells,
            boolean showValues,
            long[] reference,
            IntFunction<long[]> window,
            Map<String, FeatureVerdict> known) {

        Feature(FeatureCells cells, boolean showValues, long[] reference, IntFunction<long[]> window) {
            this(cells, showValues, reference, window, new HashMap<>());
        }

        /* Equal counts are judged alike, and many windows are equal. */
        FeatureVerdict judged(int index) {
            return known.computeIfAbsent(Arrays.toString(window.apply(index)), counts -> judgedAnew(index));
        }

        private FeatureVerdict judgedAnew(int index) {
            FeatureReference known =
                    new FeatureReference(reference, Arrays.stream(reference).sum(), Dispersion.UNKNOWN);
            return Detector.judge(
                    cells, DetectSpec.DEFAULT, SchemaSpec.DEFAULT, Optional.of(known), window.apply(index));
        }
    }

    /** A feature with the edges 0, 10, 20, 30; {@code window} gives the counts of the three intervals. */
    public SampleResults numeric(String name, IntFunction<long[]> window) {
        features.add(new Feature(
                new FeatureCells(name, FeatureType.NUMERIC, NumericBinning.ofEdges(0, 10, 20, 30)),
                false,
                numericCounts(new long[] {50_000, 30_000, 20_000}),
                index -> numericCounts(window.apply(index))));
        return this;
    }

    /* below, three intervals, above, other, missing, invalid: whatever the binning has beside the intervals is empty */
    private static long[] numericCounts(long[] intervals) {
        NumericBinning binning = NumericBinning.ofEdges(0, 10, 20, 30);
        long[] counts = new long[binning.cells()];
        for (int i = 0; i < intervals.length; i++) {
            counts[binning.cellOf(10 * i + 5)] = intervals[i];
        }
        return counts;
    }

    /** A feature with two categories, equally frequent in the reference; {@code window} gives their counts. */
    public SampleResults categorical(
            String name, List<String> categories, boolean showValues, IntFunction<long[]> window) {
        CategoricalBinning binning = CategoricalBinning.of(categories);
        long[] reference = new long[binning.cells()];
        Arrays.fill(reference, 0, categories.size(), 50_000);
        features.add(new Feature(
                new FeatureCells(name, FeatureType.CATEGORICAL, binning),
                showValues,
                reference,
                index -> Arrays.copyOf(window.apply(index), binning.cells())));
        return this;
    }

    /** Counts that are {@code before} up to a window, and {@code after} from it on. */
    public static IntFunction<long[]> changing(int at, long[] before, long[] after) {
        return index -> (index < at ? before : after).clone();
    }

    /** Judges this many windows of a segment; call once all features are there. */
    public SampleResults windows(String country, int count) {
        Map<Feature, AlertState> states = new HashMap<>();
        for (int index = 0; index < count; index++) {
            int window = index;
            Verdict verdict = SampleVerdicts.verdict(
                    window,
                    country,
                    features.stream().map(feature -> feature.judged(window)).toArray(FeatureVerdict[]::new));
            verdicts.add(verdict);
            for (int i = 0; i < features.size(); i++) {
                step(features.get(i), verdict, verdict.features().get(i), states);
            }
        }
        return this;
    }

    private void step(Feature feature, Verdict window, FeatureVerdict judged, Map<Feature, AlertState> states) {
        AlertStep step = AlertMachine.step(
                AlertKind.DRIFT,
                Optional.ofNullable(states.get(feature)),
                window,
                judged,
                AlertSpec.DEFAULT,
                feature.showValues());
        step.state().ifPresentOrElse(state -> states.put(feature, state), () -> states.remove(feature));
        step.alert().ifPresent(alerts::add);
    }

    /** Adds a verdict as it is. */
    SampleResults verdict(Verdict verdict) {
        verdicts.add(verdict);
        return this;
    }

    @Override
    public void forEachVerdict(Consumer<Verdict> visit) {
        verdicts.forEach(visit);
    }

    @Override
    public void forEachAlert(Consumer<Alert> visit) {
        alerts.forEach(visit);
    }
}
