package io.klarion.core.detect;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.EvidenceFormula;
import io.klarion.core.divergence.Measure;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.HeldOut;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceWindows;
import io.klarion.core.reference.ReferenceWindows.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Holds each window of a reference against the others: how far apart ordinary windows are, and which are no ordinary ones.
 * Windows with fewer than {@value Detector#FEWEST_RECORDS} records say nothing; pairs of features are left out. The cells
 * and the dispersion are those of all windows, the one that is held out included.
 */
public final class LeaveOneOut {

    private static final List<Measure> MEASURES =
            Stream.of(Measure.values()).filter(Measure::isSmooth).toList();

    private final Reference reference;
    private final ReferenceWindows windows;
    private final List<OddWindow> odd = new ArrayList<>();

    /**
     * A window that is in drift against the rest, by the defaults.
     *
     * @param start when it starts, epoch milliseconds
     * @param verdict on the feature
     */
    public record OddWindow(long start, FeatureVerdict verdict) {}

    /**
     * What came of it.
     *
     * @param reference the reference, its features with what held-out windows show
     * @param odd the windows that are unlike the rest, by time; one entry for each feature that is
     */
    public record Found(Reference reference, List<OddWindow> odd) {}

    private LeaveOneOut(Reference reference, ReferenceWindows windows) {
        this.reference = reference;
        this.windows = windows;
    }

    /** Looks at the windows that {@code reference} was counted from. */
    public static Found of(Reference reference, ReferenceWindows windows) {
        LeaveOneOut each = new LeaveOneOut(reference, windows);
        Reference calibrated = each.calibrated();
        each.odd.sort(Comparator.comparingLong(OddWindow::start));
        return new Found(calibrated, List.copyOf(each.odd));
    }

    private Reference calibrated() {
        CellLayout layout = reference.layout();
        List<FeatureReference> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            FeatureReference known = reference.pooled().features().get(f);
            features.add(layout.feature(f).type() == FeatureType.JOINT ? known : known.with(heldOut(f)));
        }
        return reference.withPooled(features);
    }

    private Optional<HeldOut> heldOut(int feature) {
        Map<Measure, List<Double>> estimates = new TreeMap<>();
        for (List<Window> stratum : windows.strata()) {
            List<long[]> counts =
                    stratum.stream().map(window -> counts(window, feature)).toList();
            long[] all = sum(counts);
            for (int w = 0; w < counts.size(); w++) {
                hold(feature, stratum.get(w).start(), counts.get(w), all, estimates);
            }
        }
        int held = estimates.getOrDefault(Measure.KL, List.of()).size();
        if (held < 2) {
            return Optional.empty();
        }
        SortedMap<String, Double> levels = new TreeMap<>();
        estimates.forEach((measure, values) -> levels.put(
                measure.key(),
                HeldOut.level(values.stream().mapToDouble(Double::doubleValue).toArray())));
        return Optional.of(new HeldOut(held, levels));
    }

    private void hold(int feature, long start, long[] window, long[] all, Map<Measure, List<Double>> estimates) {
        long records = Arrays.stream(window).sum();
        long[] others = minus(all, window);
        long rest = Arrays.stream(others).sum();
        if (records < Detector.FEWEST_RECORDS || rest == 0) {
            return;
        }
        Dispersion dispersion = dispersion(feature);
        FeatureReference against =
                new FeatureReference(others, rest / (1 + (records - 1) * dispersion.rho()), dispersion);
        EffectiveSizes sizes = Comparison.sizes(against, records);
        for (Measure measure : MEASURES) {
            double estimate = EvidenceFormula.of(measure, window, others, sizes, DetectSpec.DEFAULT.confidence())
                    .estimate();
            estimates.computeIfAbsent(measure, any -> new ArrayList<>()).add(estimate);
            if (measure == DetectSpec.DEFAULT.measure() && estimate > DetectSpec.DEFAULT.threshold()) {
                judge(feature, start, window, against);
            }
        }
    }

    private void judge(int feature, long start, long[] window, FeatureReference against) {
        FeatureCells cells = reference.layout().feature(feature);
        FeatureVerdict verdict =
                Detector.judge(cells, DetectSpec.DEFAULT, SchemaSpec.OFF, Optional.of(against), window);
        if (verdict.state() == FeatureState.DRIFT) {
            odd.add(new OddWindow(start, verdict));
        }
    }

    /* Of windows of one slot that within slots. */
    private Dispersion dispersion(int feature) {
        Population pooled = reference.pooled();
        return reference
                .calendar()
                .flatMap(calendar -> pooled.slots().entrySet().stream()
                        .filter(slot -> slot.getKey().kind() == calendar.kind())
                        .findFirst())
                .map(Map.Entry::getValue)
                .orElse(pooled)
                .features()
                .get(feature)
                .dispersion();
    }

    private long[] counts(Window window, int feature) {
        CellLayout layout = reference.layout();
        return Arrays.copyOfRange(window.cells(), layout.offset(feature), layout.offset(feature + 1));
    }

    private static long[] sum(List<long[]> windows) {
        long[] sum = new long[windows.isEmpty() ? 0 : windows.get(0).length];
        for (long[] window : windows) {
            for (int c = 0; c < sum.length; c++) {
                sum[c] += window[c];
            }
        }
        return sum;
    }

    private static long[] minus(long[] all, long[] window) {
        long[] rest = all.clone();
        for (int c = 0; c < rest.length; c++) {
            rest[c] -= window[c];
        }
        return rest;
    }
}
