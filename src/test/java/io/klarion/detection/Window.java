package io.klarion.detection;

import java.util.Arrays;

/**
 * The counts of one feature in one stretch of a stream, as the rules see them.
 *
 * @param cells over the cells of the feature's binning
 * @param fine over many narrow cells in rising order, values only: in place of the values themselves, for KS
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one trial
record Window(long[] cells, long[] fine) {

    long records() {
        return Arrays.stream(cells).sum();
    }
}
