package io.klarion.core.detect;

import java.util.List;

/**
 * The numbers of one verdict: what is shown, and remembered, of the last closed window of one segment and chunk.
 *
 * @param end the window's end, epoch milliseconds
 * @param revision of its verdict
 * @param records records of the segment in the window
 * @param reference the name of what it was compared with; empty for nothing
 * @param version the version of that, from 1; 0 for none
 * @param features the features of the chunk
 */
public record VerdictSummary(
        long end, int revision, long records, String reference, int version, List<FeatureSummary> features) {

    public VerdictSummary {
        features = List.copyOf(features);
    }

    /** The numbers of {@code verdict}. */
    public static VerdictSummary of(Verdict verdict) {
        return new VerdictSummary(
                verdict.end(),
                verdict.revision(),
                verdict.records(),
                verdict.reference().id(),
                verdict.reference().version(),
                verdict.features().stream().map(FeatureSummary::of).toList());
    }

    /** Whether this is of a later window than {@code that}, or of a higher revision of the same. */
    public boolean isLaterThan(VerdictSummary that) {
        return end != that.end ? end > that.end : revision > that.revision;
    }
}
