package io.klarion.console;

import io.klarion.core.detect.ReferenceName;

/**
 * The windows that one version of a reference was used for.
 *
 * @param reference id, version and digest
 * @param from where the first of them starts, epoch milliseconds
 * @param to where the last of them ends
 * @param verdicts how many verdicts named it
 */
record ReferenceUse(ReferenceName reference, long from, long to, long verdicts) {

    static ReferenceUse first(ReferenceName reference, long from, long to) {
        return new ReferenceUse(reference, from, to, 1);
    }

    ReferenceUse with(ReferenceUse other) {
        return new ReferenceUse(
                reference, Math.min(from, other.from), Math.max(to, other.to), verdicts + other.verdicts);
    }
}
