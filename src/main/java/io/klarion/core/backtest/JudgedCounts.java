package io.klarion.core.backtest;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CellLayout;
import java.util.ArrayList;
import java.util.List;

/** The counts that a verdict was made of: it holds those of every cell. */
final class JudgedCounts {

    private JudgedCounts() {}

    /** Whether a verdict, or a part of one, is over exactly these cells. */
    static boolean fits(Verdict verdict, CellLayout layout) {
        int first = first(verdict, layout);
        int size = verdict.features().size();
        int expected = verdict.parts() == 1 ? layout.size() : layout.chunkStart(verdict.part() + 1) - first;
        if (size != expected || (verdict.parts() > 1 && verdict.parts() != layout.chunks())) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            FeatureVerdict feature = verdict.features().get(i);
            boolean isSame = feature.feature().equals(layout.feature(first + i).name())
                    && fits(feature.cells(), layout.feature(first + i).binning());
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    private static int first(Verdict verdict, CellLayout layout) {
        return verdict.parts() == 1 ? 0 : layout.chunkStart(verdict.part());
    }

    private static boolean fits(List<CellVerdict> cells, Binning binning) {
        if (cells.size() != binning.cells()) {
            return false;
        }
        for (int c = 0; c < cells.size(); c++) {
            if (!cells.get(c).cell().equals(binning.label(c))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The counts, one entry a chunk of the features, in order. Revisions count as first verdicts. Values that were kept
     * of {@code other} are left out: they take no part in the judgement.
     */
    static List<WindowCounts> of(Verdict verdict, CellLayout layout) {
        List<WindowCounts> counts = new ArrayList<>();
        int from = verdict.parts() == 1 ? 0 : verdict.part();
        int to = verdict.parts() == 1 ? layout.chunks() - 1 : verdict.part();
        for (int chunk = from; chunk <= to; chunk++) {
            int skipped = layout.chunkStart(chunk) - first(verdict, layout);
            int features = layout.chunkStart(chunk + 1) - layout.chunkStart(chunk);
            counts.add(of(verdict, chunk, verdict.features().subList(skipped, skipped + features)));
        }
        return counts;
    }

    private static WindowCounts of(Verdict verdict, int chunk, List<FeatureVerdict> features) {
        long[] cells = features.stream()
                .flatMap(feature -> feature.cells().stream())
                .mapToLong(CellVerdict::count)
                .toArray();
        return new WindowCounts(
                verdict.segment(),
                verdict.start(),
                verdict.end(),
                0,
                verdict.completeness(),
                verdict.volume().isPresent(),
                verdict.records(),
                verdict.late(),
                chunk,
                cells);
    }
}
