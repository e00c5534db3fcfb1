package io.klarion.cli;

import io.klarion.codec.AlertJson;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The results that a run told of and that were not yet found on their topics. What is told is not committed yet: a commit that
 * fails at the very end would leave fewer results than there were windows, and nobody to tell. Safe for any number of threads.
 */
final class ToldResults {

    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** Told; once more after a crash counts as once. */
    void add(Verdict verdict) {
        open.add(name(verdict));
    }

    /** The same. */
    void add(Alert alert) {
        open.add(name(alert));
    }

    /** Found on its topic. */
    void found(Verdict verdict) {
        open.remove(name(verdict));
    }

    /** The same. */
    void found(Alert alert) {
        open.remove(name(alert));
    }

    /** What is wrong when all results that are there have been found; empty when none is missing. */
    Optional<String> missing() {
        return open.stream()
                .min(String::compareTo)
                .map(first -> "results: must be committed, " + open.size() + " were not, the first of them the " + first
                        + "; the cluster refused the last commit or has deleted them, run it again");
    }

    private static String name(Verdict verdict) {
        return "verdict " + VerdictJson.key(verdict) + " revision " + verdict.revision() + " part " + verdict.part();
    }

    private static String name(Alert alert) {
        return "alert " + AlertJson.key(alert) + " " + alert.state() + " of the window that ends at "
                + alert.windowEnd();
    }
}
