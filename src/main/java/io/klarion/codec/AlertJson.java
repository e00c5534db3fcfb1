package io.klarion.codec;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.CellVerdict;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import tools.jackson.core.JacksonException;
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
            out.writeStringProperty("monitor", alert.monitor());
            Json.segment(alert.segmentNames(), alert.segment(), out);
            out.writeStringProperty("feature", alert.feature());
            out.writeStringProperty("severity", alert.severity().name().toLowerCase(Locale.ROOT));
            out.writeStringProperty("state", alert.state().name());
            Json.window("onset", alert.onsetStart(), alert.onsetEnd(), out);
            Json.window("window", alert.windowStart(), alert.windowEnd(), out);
            alert.value().ifPresent(value -> Json.number("value", value, out));
            alert.lower().ifPresent(value -> Json.number("lower", value, out));
            alert.upper().ifPresent(value -> Json.number("upper", value, out));
            Json.number("threshold", alert.threshold(), out);
            out.writeNumberProperty("n", alert.n());
            out.writeArrayPropertyStart("top_cells");
            alert.topCells().forEach(cell -> VerdictJson.cell(cell, out));
            out.writeEndArray();
            out.writeNumberProperty("revision", alert.revision());
            out.writeStringProperty("summary", alert.summary());
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
        try {
            return alert(Json.MAPPER.readTree(bytes));
        } catch (JacksonException | DateTimeException | NoSuchElementException | IllegalArgumentException e) {
            throw new DataFileException("alert: must be one JSON object of an alert: " + e.getMessage(), e);
        }
    }

    private static Alert alert(JsonNode node) {
        List<CellVerdict> cells = new ArrayList<>();
        node.get("top_cells").forEach(cell -> cells.add(VerdictReader.cell(cell)));
        return new Alert(
                node.get("id").stringValue(),
                node.get("monitor").stringValue(),
                Json.names(node.get("segment")),
                Json.segment(node.get("segment")),
                node.get("feature").stringValue(),
                Severity.valueOf(node.get("severity").stringValue().toUpperCase(Locale.ROOT)),
                AlertTransition.valueOf(node.get("state").stringValue()),
                Json.time(node.get("onset").get("start")),
                Json.time(node.get("onset").get("end")),
                Json.time(node.get("window").get("start")),
                Json.time(node.get("window").get("end")),
                Json.number(node, "value"),
                Json.number(node, "lower"),
                Json.number(node, "upper"),
                Json.number(node, "threshold").orElseThrow(),
                node.get("n").longValue(),
                cells,
                node.get("revision").intValue(),
                node.get("summary").stringValue());
    }
}
