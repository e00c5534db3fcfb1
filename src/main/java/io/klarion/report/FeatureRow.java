package io.klarion.report;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one feature of one segment; single-threaded. */
final class FeatureRow {

    private final String name;
    private final Course course = new Course();
    private @Nullable Reading reading;
    private final Map<AlertKind, Alert> alerts = new EnumMap<>(AlertKind.class);

    FeatureRow(String name) {
        this.name = PrintableText.of(name);
    }

    /** The next window. */
    void add(Reading next) {
        reading = next;
        course.add(next.divergence().orElse(Double.NaN));
    }

    /** The last window, judged again. */
    void revise(Reading again) {
        reading = again;
        course.replaceLast(again.divergence().orElse(Double.NaN));
    }

    void alert(Alert change) {
        if (change.state() == AlertTransition.FIRING) {
            alerts.put(change.kind(), change);
        } else {
            alerts.remove(change.kind());
        }
    }

    /** The name, safe to print. */
    String name() {
        return name;
    }

    /** The alert that fires; of several kinds the first of the most severe. */
    Optional<Alert> alert() {
        return alerts.values().stream()
                .min(Comparator.comparing(Alert::severity, Comparator.reverseOrder())
                        .thenComparing(Alert::kind));
    }

    /** The last window. */
    Optional<Reading> reading() {
        return Optional.ofNullable(reading);
    }

    Course course() {
        return course;
    }

    /** What a person should look at first: 0 for an alert, 1 for drift, 2 for what cannot be judged, 3 for quiet. */
    int rank() {
        if (!alerts.isEmpty()) {
            return 0;
        }
        if (reading == null) {
            return 2;
        }
        return switch (reading.state()) {
            case DRIFT -> 1;
            case INSUFFICIENT_DATA, NO_DATA, NO_REFERENCE -> 2;
            case STABLE -> 3;
        };
    }
}
