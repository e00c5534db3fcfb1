package io.klarion.core.monitor;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Detector;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeVerdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Judges the windows of one monitor: picks the version of the reference, and asks the {@link Detector} about every
 * feature of the chunk. The same counts give the same verdict, bit for bit. Immutable; digests are computed once.
 *
 * <p>A window uses the version with the greatest effective time at or before its start; of equal ones the last in the
 * monitor's list. Before the first version there is none, and every feature says so.
 */
public final class Judge {

    private static final ReferenceName NO_REFERENCE = new ReferenceName("", 0, "");

    private final Monitor monitor;
    private final List<ReferenceName> names;

    private Judge(Monitor monitor) {
        this.monitor = monitor;
        this.names = monitor.references().stream()
                .map(reference -> new ReferenceName(reference.id(), reference.version(), reference.digest()))
                .toList();
    }

    /**
     * The judge of {@code monitor}.
     *
     * @throws IllegalArgumentException when a feature is to be judged by a measure that its cells cannot have, or a
     *     reference has other cells than the monitor
     */
    public static Judge of(Monitor monitor) {
        CellLayout layout = monitor.layout();
        for (int f = 0; f < layout.size(); f++) {
            Detector.requireFit(layout.feature(f), monitor.features().get(f).detect());
        }
        for (Reference reference : monitor.references()) {
            if (!reference.layout().equals(layout)) {
                throw new IllegalArgumentException("reference " + reference.id() + " version " + reference.version()
                        + ": must have the cells of monitor " + monitor.name() + ", was of other cells");
            }
        }
        return new Judge(monitor);
    }

    /**
     * The verdict on one window of one segment, for one chunk of the features.
     *
     * @throws IllegalArgumentException when the counts are not one for each cell of the chunk
     */
    public Verdict judge(WindowCounts window) {
        CellLayout layout = monitor.layout();
        int cells = layout.chunkCells(window.chunk());
        if (window.cells().length != cells) {
            throw new IllegalArgumentException("cells: must be " + cells + ", one count a cell of chunk "
                    + window.chunk() + ", was " + window.cells().length);
        }
        int version = versionAt(window.start());
        return new Verdict(
                monitor.name(),
                monitor.segmentNames(),
                window.segment(),
                window.start(),
                window.end(),
                window.revision(),
                window.completeness(),
                window.records(),
                version < 0
                        ? Optional.empty()
                        : volume(window, monitor.references().get(version)),
                window.late(),
                version < 0 ? NO_REFERENCE : names.get(version),
                monitor.configDigest(),
                window.chunk(),
                layout.chunks(),
                features(window, version));
    }

    /* A part of a window says nothing of how many records there were. */
    private Optional<VolumeVerdict> volume(WindowCounts window, Reference reference) {
        boolean isWhole = window.isFullSpan()
                && (window.completeness() == Completeness.COMPLETE
                        || window.completeness() == Completeness.IDLE_EXCLUDED);
        return isWhole && window.chunk() == 0
                ? VolumeVerdict.of(monitor.volume(), reference.volumeOf(window.segment()), window.records())
                : Optional.empty();
    }

    /** The place of the version in use at {@code start}; −1 for none. */
    private int versionAt(long start) {
        List<Reference> references = monitor.references();
        int best = -1;
        for (int i = 0; i < references.size(); i++) {
            long from = references.get(i).effectiveFrom();
            if (from <= start && (best < 0 || from >= references.get(best).effectiveFrom())) {
                best = i;
            }
        }
        return best;
    }

    private List<FeatureVerdict> features(WindowCounts window, int version) {
        CellLayout layout = monitor.layout();
        Optional<Population> population = version < 0
                ? Optional.empty()
                : Optional.of(monitor.references().get(version).populationOf(window.segment()));
        int first = layout.chunkStart(window.chunk());
        int base = layout.offset(first);
        List<FeatureVerdict> verdicts = new ArrayList<>();
        for (int f = first; f < layout.chunkStart(window.chunk() + 1); f++) {
            int feature = f;
            verdicts.add(Detector.judge(
                    layout.feature(f),
                    monitor.features().get(f).detect(),
                    monitor.features().get(f).schema(),
                    population.map(with -> with.features().get(feature)),
                    Arrays.copyOfRange(window.cells(), layout.offset(f) - base, layout.offset(f + 1) - base)));
        }
        return verdicts;
    }
}
