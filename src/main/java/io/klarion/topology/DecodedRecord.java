package io.klarion.topology;

import io.klarion.core.protocol.BinnedRecord;

/** A source record that its consumer has decoded, with its offset. Used again and again. */
final class DecodedRecord {

    /** What is in it. */
    final BinnedRecord binned = new BinnedRecord();

    /** Its offset. */
    long offset;
}
