package io.klarion.console;

import io.klarion.core.alert.Alert;
import io.klarion.web.WindowsJson;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/** Alerts as a JSON list: those that fire first, then by their latest change. */
final class AlertsJson {

    private static final Comparator<AlertView> ORDER = Comparator.comparing(AlertView::isFiring)
            .reversed()
            .thenComparing(AlertView::severity, Comparator.reverseOrder())
            .thenComparing((AlertView alert) -> alert.last().windowEnd(), Comparator.reverseOrder())
            .thenComparing(alert -> alert.last().id());

    private AlertsJson() {}

    static void write(String name, List<AlertView> alerts, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        alerts.stream().sorted(ORDER).forEach(alert -> alert(alert, out));
        out.writeEndArray();
    }

    private static void alert(AlertView alert, JsonGenerator out) {
        Alert last = alert.last();
        out.writeStartObject();
        out.writeStringProperty("id", last.id());
        out.writeStringProperty("series", SeriesId.of(alert.series()));
        out.writeStringProperty("monitor", last.monitor());
        out.writeStringProperty("segment_text", alert.series().segment());
        out.writeStringProperty("feature", last.feature());
        out.writeStringProperty("kind", last.kind().key());
        out.writeStringProperty("severity", last.severity().name().toLowerCase(Locale.ROOT));
        out.writeStringProperty("state", last.state().name());
        out.writeNumberProperty("onset", last.onsetStart());
        out.writeStringProperty("summary", last.summary());
        out.writeArrayPropertyStart("history");
        alert.history().forEach(change -> change(change, out));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void change(Alert change, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("state", change.state().name());
        out.writeStringProperty("severity", change.severity().name().toLowerCase(Locale.ROOT));
        out.writeNumberProperty("start", change.windowStart());
        out.writeNumberProperty("end", change.windowEnd());
        number("value", change.value(), out);
        number("lower", change.lower(), out);
        number("upper", change.upper(), out);
        WindowsJson.number("threshold", change.threshold(), out);
        out.writeNumberProperty("n", change.n());
        out.writeStringProperty("summary", change.summary());
        out.writeEndObject();
    }

    private static void number(String name, OptionalDouble value, JsonGenerator out) {
        WindowsJson.number(name, value.orElse(Double.NaN), out);
    }
}
