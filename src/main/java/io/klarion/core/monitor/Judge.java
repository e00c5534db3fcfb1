package io.klarion.core.monitor;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Detector;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.OtherVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeVerdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.divergence.Divergences;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.OrderedCells;
import io.klarion.core.divergence.SharePair;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Judges the windows of one monitor: asks which references are in force, takes the one that fits best, and asks the
 * {@link Detector} about every feature of the chunk. The same counts give the same verdict, bit for bit. Immutable.
 *
 * <p>Fit is the KL divergence of the window from the reference, summed over the features, with shares smoothed by
 * {@code additive:0.5}; of equal ones the first counts. To choose the best can only make a window look more like its
 * reference, never less: it costs no false alarms, but drift that leads from one reference towards another is not seen.
 */
public final class Judge {

    private static final Smoothing SMOOTHING = Smoothing.additive(0.5);

    private final Monitor monitor;
    private final List<Detector> detectors;
    private final References references;
    private final Optional<PastWindows> past;

    private Judge(Monitor monitor) {
        this.monitor = monitor;
        this.detectors = detectors(monitor);
        this.references = new VersionedReferences(monitor);
        this.past = PastWindows.of(monitor);
    }

    /**
     * The judge of {@code monitor}.
     *
     * @throws IllegalArgumentException when a feature is to be judged by a measure that its cells cannot have, or a
     *     reference has other cells than the monitor
     */
    public static Judge of(Monitor monitor) {
        Judge judge = new Judge(monitor);
        CellLayout layout = monitor.layout();
        for (Reference reference : monitor.references()) {
            if (!reference.layout().equals(layout)) {
                throw new IllegalArgumentException("reference " + reference.id() + " version " + reference.version()
                        + ": must have the cells of monitor " + monitor.name() + ", was of other cells");
            }
        }
        return judge;
    }

    private static List<Detector> detectors(Monitor monitor) {
        List<Detector> detectors = new ArrayList<>();
        for (int f = 0; f < monitor.layout().size(); f++) {
            MonitoredFeature how = monitor.features().get(f);
            detectors.add(Detector.of(monitor.layout().feature(f), how.detect(), how.schema()));
        }
        return List.copyOf(detectors);
    }

    /** The verdict on one window of a monitor that remembers none. */
    public Verdict judge(WindowCounts window) {
        return judge(window, GroupHistory.NONE);
    }

    /**
     * The verdict on one window of one segment, for one chunk of the features.
     *
     * @param history what is remembered of the group's earlier windows
     * @throws IllegalArgumentException when the counts are not one for each cell of the chunk
     */
    public Verdict judge(WindowCounts window, GroupHistory history) {
        CellLayout layout = monitor.layout();
        int cells = layout.chunkCells(window.chunk());
        if (window.cells().length != cells) {
            throw new IllegalArgumentException("cells: must be " + cells + ", one count a cell of chunk "
                    + window.chunk() + ", was " + window.cells().length);
        }
        Optional<Basis> basis =
                best(inForce(window, history.windows()), window).map(chosen -> chosen.with(history.learned()));
        return new Verdict(
                monitor.name(),
                monitor.segmentNames(),
                window.segment(),
                window.start(),
                window.end(),
                window.revision(),
                window.completeness(),
                window.records(),
                basis.flatMap(with -> volume(window, with)),
                window.late(),
                basis.map(Basis::name).orElse(ReferenceName.NONE),
                monitor.configDigest(),
                window.chunk(),
                layout.chunks(),
                features(window, basis));
    }

    /* A part of a window says nothing of how many records there were. */
    private Optional<VolumeVerdict> volume(WindowCounts window, Basis basis) {
        boolean isWhole = window.isFullSpan()
                && (window.completeness() == Completeness.COMPLETE
                        || window.completeness() == Completeness.IDLE_EXCLUDED);
        return isWhole && window.chunk() == 0
                ? VolumeVerdict.of(monitor.volume(), basis.volume(), window.records())
                : Optional.empty();
    }

    private List<Basis> inForce(WindowCounts window, List<PastWindow> remembered) {
        String segment = monitor.segmentBy().isEmpty() ? "" : ReferenceName.OWN;
        return past.isPresent()
                ? past.get().before(window.start(), window.chunk(), remembered, segment).stream()
                        .toList()
                : references.inForce(window.segment(), window.start(), window.chunk());
    }

    private Optional<Basis> best(List<Basis> bases, WindowCounts window) {
        if (bases.size() < 2) {
            return bases.stream().findFirst();
        }
        Basis best = bases.get(0);
        double least = distance(best, window);
        for (Basis basis : bases.subList(1, bases.size())) {
            double distance = distance(basis, window);
            if (distance < least) {
                best = basis;
                least = distance;
            }
        }
        return Optional.of(best);
    }

    private double distance(Basis basis, WindowCounts window) {
        double sum = 0;
        int first = monitor.layout().chunkStart(window.chunk());
        for (int i = 0; i < basis.features().size(); i++) {
            long[] reference = basis.features().get(i).counts();
            Binning binning = monitor.layout().feature(first + i).binning();
            SharePair shares = SharePair.of(cells(window, first + i), reference, SMOOTHING);
            sum += Divergences.value(Measure.KL, shares, OrderedCells.of(binning));
        }
        return sum;
    }

    private List<FeatureVerdict> features(WindowCounts window, Optional<Basis> basis) {
        CellLayout layout = monitor.layout();
        int first = layout.chunkStart(window.chunk());
        List<FeatureVerdict> verdicts = new ArrayList<>();
        for (int f = first; f < layout.chunkStart(window.chunk() + 1); f++) {
            int place = f - first;
            FeatureVerdict verdict =
                    detectors.get(f).judge(basis.map(with -> with.features().get(place)), cells(window, f));
            OtherValues others = window.others().get(place);
            verdicts.add(others == null ? verdict : verdict.withOther(OtherVerdict.of(others)));
        }
        return verdicts;
    }

    private long[] cells(WindowCounts window, int f) {
        CellLayout layout = monitor.layout();
        int base = layout.offset(layout.chunkStart(window.chunk()));
        return Arrays.copyOfRange(window.cells(), layout.offset(f) - base, layout.offset(f + 1) - base);
    }
}
