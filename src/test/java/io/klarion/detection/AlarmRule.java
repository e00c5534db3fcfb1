package io.klarion.detection;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A rule that decides for each window whether to alarm.
 *
 * @param name as in the results
 * @param learnt from a reference to the rule's test of a window; empty where the reference does not allow the rule
 */
record AlarmRule(String name, Function<ReferenceSample, Optional<Predicate<Window>>> learnt) {

    /** A rule that needs nothing but the counts of reference and window. */
    static AlarmRule comparing(String name, Comparison comparison) {
        return new AlarmRule(name, reference -> Optional.of(window -> comparison.alarms(window, reference.whole())));
    }

    interface Comparison {
        boolean alarms(Window window, Window reference);
    }

    Optional<Predicate<Window>> fit(ReferenceSample reference) {
        return learnt.apply(reference);
    }
}
