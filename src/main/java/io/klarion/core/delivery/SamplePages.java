package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.distribution.Segment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Pages about nothing real, of every sort that there is: for trying out whether a template can say them all. */
public final class SamplePages {

    private static final Alert USUAL = SamplePage.at(0).entries().get(0).alert();
    private static final OptionalDouble NONE = OptionalDouble.empty();
    private static final OptionalDouble INFINITE = OptionalDouble.of(Double.POSITIVE_INFINITY);

    private SamplePages() {}

    /** Each by what it is, such as {@code a resolved page of several alerts}; the plainest first. */
    public static Map<String, Page> all() {
        Map<String, Page> all = new LinkedHashMap<>();
        for (PageKind kind : PageKind.values()) {
            AlertTransition state = kind == PageKind.RESOLVED ? AlertTransition.RESOLVED : AlertTransition.FIRING;
            alerts(state)
                    .forEach((words, alerts) -> all.put("a " + kind.key() + " page of " + words, page(kind, alerts)));
        }
        return all;
    }

    private static Map<String, List<Alert>> alerts(AlertTransition state) {
        Segment segment = USUAL.segment();
        Map<String, List<Alert>> alerts = new LinkedHashMap<>();
        alerts.put("one alert", List.of(alert("test-1", state, segment, USUAL.value(), USUAL.lower())));
        alerts.put(
                "several alerts",
                Stream.of("test-1", "test-2", "test-3")
                        .map(id -> alert(id, state, segment, USUAL.value(), USUAL.lower()))
                        .toList());
        alerts.put(
                "one alert without a segment",
                List.of(alert("test-1", state, Segment.ALL, USUAL.value(), USUAL.lower())));
        alerts.put("one alert without bounds", List.of(alert("test-1", state, segment, USUAL.value(), NONE)));
        alerts.put("one alert without numbers", List.of(alert("test-1", state, segment, NONE, NONE)));
        alerts.put("one alert with infinite numbers", List.of(alert("test-1", state, segment, INFINITE, INFINITE)));
        return alerts;
    }

    private static Alert alert(
            String id, AlertTransition state, Segment segment, OptionalDouble value, OptionalDouble bound) {
        return new Alert(
                id,
                USUAL.monitor(),
                USUAL.segmentNames().subList(0, segment.values().size()),
                segment,
                USUAL.feature(),
                USUAL.kind(),
                USUAL.severity(),
                state,
                USUAL.onsetStart(),
                USUAL.onsetEnd(),
                USUAL.windowStart(),
                USUAL.windowEnd(),
                value,
                bound,
                bound,
                USUAL.threshold(),
                USUAL.n(),
                USUAL.topCells(),
                USUAL.revision(),
                USUAL.summary());
    }

    private static Page page(PageKind kind, List<Alert> alerts) {
        List<Taken> entries = alerts.stream()
                .map(alert -> new Taken(alert, new Mark(0, 0), 0))
                .toList();
        return Page.of(kind, entries, List.of(), kind == PageKind.REPEAT ? 1 : 0);
    }
}
