package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import java.util.List;
import java.util.Map;

/**
 * A time of maintenance in which some alerts are not told of. Names may be patterns with {@code *} and {@code ?}.
 *
 * @param from its beginning, epoch milliseconds
 * @param to its end, exclusive
 * @param monitors the monitors it is for; empty for all
 * @param features the features it is for; empty for all
 * @param segment for group-by fields, the values it is for; others do not matter
 */
public record Silence(long from, long to, List<String> monitors, List<String> features, Map<String, String> segment) {

    public Silence {
        if (to <= from) {
            throw new IllegalArgumentException("to: must be after from (" + from + "), was " + to);
        }
        monitors = List.copyOf(monitors);
        features = List.copyOf(features);
        segment = Map.copyOf(segment);
    }

    /** Whether the alert is not to be told of at this time. A segment without one of the fields does not match. */
    public boolean covers(Alert alert, long time) {
        return time >= from
                && time < to
                && matches(monitors, alert.monitor())
                && matches(features, alert.feature())
                && segment.entrySet().stream().allMatch(field -> matches(alert, field.getKey(), field.getValue()));
    }

    private static boolean matches(List<String> patterns, String name) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> NamePattern.matching(pattern).test(name));
    }

    private static boolean matches(Alert alert, String field, String pattern) {
        int at = alert.segmentNames().indexOf(field);
        return at >= 0
                && NamePattern.matching(pattern).test(alert.segment().values().get(at));
    }
}
