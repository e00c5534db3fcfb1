package io.klarion.cli;

import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.replay.PassedOn;
import io.klarion.replay.ReplayOutput;
import io.klarion.report.PrintableText;
import java.io.PrintWriter;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notices features of which no record of the data has a value: that may be a change, and is told as one, but is more
 * often a wrong file or a wrong path. Single-threaded.
 */
final class MissingFeatures extends PassedOn {

    private final SortedMap<String, SortedMap<String, Boolean>> missing = new TreeMap<>();

    MissingFeatures(ReplayOutput out) {
        super(out);
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        SortedMap<String, Boolean> of = missing.computeIfAbsent(verdict.monitor(), absent -> new TreeMap<>());
        for (FeatureVerdict feature : verdict.features()) {
            of.merge(feature.feature(), feature.missing() == feature.n(), Boolean::logicalAnd);
        }
        super.verdict(verdict, firing);
    }

    /** Names them; says nothing where every feature has a value somewhere. */
    void tell(PrintWriter err) {
        missing.forEach((monitor, features) -> features.forEach((feature, isMissing) -> {
            if (isMissing) {
                err.println("warning: " + PrintableText.of(monitor) + ": no record has a value of "
                        + PrintableText.of(feature) + ": is it the right file, and the feature's path?");
            }
        }));
        err.flush();
    }
}
