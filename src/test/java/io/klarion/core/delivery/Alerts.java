package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.distribution.Segment;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records of an alert topic of one partition, each with the next offset and the time it was taken as timestamp. */
public final class Alerts {

    /** Where the onset window of every alert begins. */
    public static final long ONSET = 1_767_225_600_000L;

    private long offset;

    /** An alert of monitor loans begins; its id is the feature's name. */
    public Taken fires(String feature, double lower, long now) {
        return taken(feature, Severity.WARNING, AlertTransition.FIRING, lower, now);
    }

    /** It fires on, critically. */
    public Taken worsens(String feature, double lower, long now) {
        return taken(feature, Severity.CRITICAL, AlertTransition.FIRING, lower, now);
    }

    /** It ends. */
    public Taken resolves(String feature, long now) {
        return taken(feature, Severity.WARNING, AlertTransition.RESOLVED, 0, now);
    }

    private Taken taken(String feature, Severity severity, AlertTransition state, double lower, long now) {
        return new Taken(alert("loans", "DE", feature, severity, state, lower), new Mark(0, offset++), now);
    }

    /** An alert of this monitor in this country. */
    public static Alert alert(
            String monitor, String country, String feature, Severity severity, AlertTransition state, double lower) {
        return in(Map.of("country", country), monitor, feature, severity, state, lower);
    }

    /** An alert in a segment of one or more fields, in the order of their names. */
    static Alert in(
            Map<String, String> segment,
            String monitor,
            String feature,
            Severity severity,
            AlertTransition state,
            double lower) {
        SortedMap<String, String> fields = new TreeMap<>(segment);
        return new Alert(
                feature,
                monitor,
                List.copyOf(fields.keySet()),
                new Segment(List.copyOf(fields.values())),
                feature,
                AlertKind.DRIFT,
                severity,
                state,
                ONSET,
                ONSET + 60_000,
                ONSET,
                ONSET + 60_000,
                OptionalDouble.of(lower + 0.05),
                OptionalDouble.of(lower),
                OptionalDouble.of(lower + 0.1),
                0.1,
                1000,
                List.of(),
                0,
                feature + (state == AlertTransition.FIRING ? " drifted" : " is quiet"));
    }
}
