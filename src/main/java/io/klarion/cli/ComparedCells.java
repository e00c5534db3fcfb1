package io.klarion.cli;

import io.klarion.core.divergence.Divergences;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.Evidence;
import io.klarion.core.divergence.EvidenceFormula;
import io.klarion.core.divergence.HomogeneityTest;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.OrderedCells;
import io.klarion.core.divergence.SharePair;
import io.klarion.core.divergence.Smoothing;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Everything that can be said of a window and its reference, cell by cell, in one unit of information.
 *
 * @param labels the names of the cells
 * @param counts the window's counts; empty when shares were given
 * @param pair the smoothed shares
 * @param smoothing how they were smoothed
 * @param measure the measure that contributions and evidence are about
 * @param base of the logarithm
 * @param measures every measure, then {@code entropy} and {@code cross_entropy}
 * @param contributions what each cell adds to {@code measure}
 * @param evidence what the counts show; empty for shares
 */
record ComparedCells(
        List<String> labels,
        List<Long> counts,
        SharePair pair,
        Smoothing smoothing,
        Measure measure,
        LogBase base,
        Map<String, Double> measures,
        List<Double> contributions,
        Optional<CountEvidence> evidence) {

    /**
     * What two samples show.
     *
     * @param bounds estimate and bounds; empty for measures without an evidence formula
     * @param n records of the window
     * @param m records of the reference
     * @param pValue of the two-sample test of equal shares
     */
    record CountEvidence(Optional<Evidence> bounds, long n, long m, double pValue) {}

    /**
     * What to compute.
     *
     * @param labels the names of the cells
     * @param measure the measure that contributions and evidence are about
     * @param smoothing how shares are smoothed
     * @param base of the logarithm
     * @param confidence of each bound
     */
    record Question(List<String> labels, Measure measure, Smoothing smoothing, LogBase base, double confidence) {}

    static ComparedCells ofCounts(Question question, long[] window, long[] reference) {
        long n = LongStream.of(window).sum();
        long m = LongStream.of(reference).sum();
        Measure measure = question.measure();
        Optional<Evidence> bounds = measure.isSmooth()
                ? Optional.of(EvidenceFormula.of(
                        measure,
                        window,
                        reference,
                        EffectiveSizes.independent((double) n, (double) m),
                        question.confidence()))
                : Optional.empty();
        HomogeneityTest test = HomogeneityTest.of(window, reference);
        CountEvidence evidence = new CountEvidence(bounds, n, m, Math.max(test.gPValue(), test.chiSquarePValue()));
        SharePair pair = SharePair.of(window, reference, question.smoothing());
        return of(question, LongStream.of(window).boxed().toList(), pair, Optional.of(evidence));
    }

    static ComparedCells ofShares(Question question, double[] window, double[] reference) {
        SharePair plain = SharePair.ofShares(window, reference);
        Smoothing smoothing = question.smoothing();
        SharePair pair =
                SharePair.ofShares(smoothing.shares(plain.windowShares()), smoothing.shares(plain.referenceShares()));
        return of(question, List.of(), pair, Optional.empty());
    }

    private static ComparedCells of(
            Question question, List<Long> counts, SharePair pair, Optional<CountEvidence> evidence) {
        OrderedCells order = OrderedCells.first(pair.cells());
        LogBase base = question.base();
        Map<String, Double> measures = new LinkedHashMap<>();
        Divergences.all(pair, order)
                .forEach((measure, value) -> measures.put(measure.key(), base.convert(measure, value)));
        measures.put("entropy", base.convert(Divergences.entropy(pair.windowShares())));
        measures.put("cross_entropy", base.convert(Divergences.crossEntropy(pair)));
        double[] contributions = Divergences.contributions(question.measure(), pair, order);
        return new ComparedCells(
                question.labels(),
                counts,
                pair,
                question.smoothing(),
                question.measure(),
                base,
                measures,
                Arrays.stream(contributions)
                        .mapToObj(part -> base.convert(question.measure(), part))
                        .toList(),
                evidence);
    }
}
