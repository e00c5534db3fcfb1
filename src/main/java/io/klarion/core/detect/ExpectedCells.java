package io.klarion.core.detect;

import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.FeatureReference;

/**
 * What a reference expects of each cell, read out once for all the windows that are held against it. Its arrays are shared by their verdicts, and never changed.
 *
 * @param reference whose they are
 * @param counts one a cell
 * @param shares smoothed
 */
@SuppressWarnings("ArrayRecordComponent") // shared, not copied, by all windows
record ExpectedCells(FeatureReference reference, long[] counts, double[] shares) {

    static ExpectedCells of(FeatureReference reference, Smoothing smoothing) {
        long[] counts = reference.counts();
        return new ExpectedCells(reference, counts, smoothing.shares(counts));
    }
}
