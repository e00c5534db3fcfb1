package io.klarion.codec;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Alerts as JSON objects: one a record of the alert topic, one a line of {@code alerts.jsonl}. The conventions are
 * those of {@link VerdictJson}.
 */
public final class AlertJson {

    private AlertJson() {}

    /** The key of an alert: its id, the same for all its states. */
    public static String key(Alert alert) {
        return alert.id();
    }

    /** The JSON object of one state change. */
    public static byte[] write(Alert alert) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("id", alert.id());
            Json.text("monitor", alert.monitor(), out);
            Json.segment(alert.segmentNames(), alert.segment(), out);
            Json.text("feature", alert.feature(), out);
            out.writeStringProperty("kind", alert.kind().key());
            out.writeStringProperty("severity", alert.severity().name().toLowerCase(Locale.ROOT));
            out.writeStringProperty("state", alert.state().name());
            Json.window("onset", alert.onsetStart(), alert.onsetEnd(), out);
            Json.window("window", alert.windowStart(), alert.windowEnd(), out);
            Json.number("value", alert.value(), out);
            Json.number("lower", alert.lower(), out);
            Json.number("upper", alert.upper(), out);
            Json.number("threshold", alert.threshold(), out);
            out.writeNumberProperty("n", alert.n());
            out.writeArrayPropertyStart("top_cells");
            alert.topCells().forEach(cell -> VerdictJson.cell(cell, out));
            out.writeEndArray();
            out.writeNumberProperty("revision", alert.revision());
            Json.text("summary", alert.summary(), out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * The alert of these bytes.
     *
     * @throws DataFileException when they are not an alert
     */
    public static Alert read(byte[] bytes) {
        return Json.read("alert", bytes, AlertJson::alert);
    }

    private static Alert alert(JsonNode node) {
        return new Alert(
                Json.text(node, "id"),
                Json.text(node, "monitor"),
                Json.names(node.required("segment")),
                Json.segment(node.required("segment")),
                Json.text(node, "feature"),
                AlertKind.parse(Json.text(node, "kind")).orElseThrow(),
                Severity.valueOf(Json.text(node, "severity").toUpperCase(Locale.ROOT)),
                AlertTransition.valueOf(Json.text(node, "state")),
                Json.time(node, "onset", "start"),
                Json.time(node, "onset", "end"),
                Json.time(node, "window", "start"),
                Json.time(node, "window", "end"),
                Json.number(node, "value"),
                Json.number(node, "lower"),
                Json.number(node, "upper"),
                Json.number(node, "threshold").orElseThrow(),
                node.required("n").longValue(),
                Json.list(node.required("top_cells"), VerdictReader::cell),
                node.required("revision").intValue(),
                Json.text(node, "summary"));
    }
}
