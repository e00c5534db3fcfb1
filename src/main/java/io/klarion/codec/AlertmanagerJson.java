package io.klarion.codec;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.delivery.PageText;
import io.klarion.core.delivery.Standing;
import io.klarion.core.distribution.NumberText;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/** Alerts as Alertmanager's API v2 takes them. Labels have fixed names; what may be anything stands in annotations. */
public final class AlertmanagerJson {

    private static final int MAX_LABEL = 200;

    private AlertmanagerJson() {}

    /**
     * The JSON array of these.
     *
     * @param labels more labels, the same for all; one of our own names is not among them
     * @param link where to read more; empty for nowhere
     */
    public static byte[] write(List<Standing> alerts, Map<String, String> labels, String link) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartArray();
            for (Standing standing : alerts) {
                out.writeStartObject();
                labels(standing.taken().alert(), labels, out);
                annotations(standing.taken().alert(), out);
                out.writeStringProperty("startsAt", time(standing.startsAt()));
                out.writeStringProperty("endsAt", time(standing.endsAt()));
                if (!link.isEmpty()) {
                    out.writeStringProperty("generatorURL", link);
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void labels(Alert alert, Map<String, String> more, JsonGenerator out) {
        out.writeObjectPropertyStart("labels");
        label("alertname", name(alert.kind()), out);
        label("monitor", alert.monitor(), out);
        label("segment", alert.segment().text(alert.segmentNames()), out);
        label("feature", alert.feature(), out);
        label("severity", alert.severity().name().toLowerCase(Locale.ROOT), out);
        more.forEach((name, value) -> label(name, value, out));
        out.writeEndObject();
    }

    /** {@code KlarionDrift}, {@code KlarionCreep} … */
    private static String name(AlertKind kind) {
        return "Klarion" + kind.key().substring(0, 1).toUpperCase(Locale.ROOT)
                + kind.key().substring(1);
    }

    /* An empty label is none. */
    private static void label(String name, String value, JsonGenerator out) {
        if (!value.isEmpty()) {
            Json.text(name, value.length() <= MAX_LABEL ? value : value.substring(0, MAX_LABEL - 1) + "…", out);
        }
    }

    private static void annotations(Alert alert, JsonGenerator out) {
        out.writeObjectPropertyStart("annotations");
        Json.text("summary", PageText.plain(alert.summary()), out);
        out.writeStringProperty("onset", time(alert.onsetStart()));
        out.writeStringProperty("window", time(alert.windowStart()) + " to " + time(alert.windowEnd()));
        number("value", alert.value(), out);
        number("lower", alert.lower(), out);
        number("upper", alert.upper(), out);
        number("threshold", OptionalDouble.of(alert.threshold()), out);
        out.writeStringProperty("alert_id", alert.id());
        out.writeEndObject();
    }

    private static void number(String name, OptionalDouble value, JsonGenerator out) {
        if (value.isPresent()) {
            out.writeStringProperty(name, NumberText.of(value.getAsDouble()));
        }
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
