package io.klarion.http;

import io.klarion.core.window.WindowSpec;
import io.klarion.metrics.RecordTotals;
import io.klarion.metrics.WatermarkSample;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** How this process is, as the console shows it. */
final class InstanceJson {

    private static final JsonMapper JSON = new JsonMapper();

    private InstanceJson() {}

    static byte[] write(ConsoleSources from, HealthSource health) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            health("live", health.live(), out);
            health("ready", health.ready(), out);
            out.writeArrayPropertyStart("watermarks");
            SortedMap<String, WatermarkSample> marks = from.metrics().tasks().watermarks();
            marks.forEach(
                    (monitor, mark) -> watermark(monitor, mark, from.clock().millis(), out));
            out.writeEndArray();
            out.writeArrayPropertyStart("partitions");
            from.metrics().records().totals().forEach(totals -> totals(totals, out));
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void health(String name, Health health, JsonGenerator out) {
        out.writeObjectPropertyStart(name);
        out.writeBooleanProperty("up", health.isUp());
        out.writeStringProperty("cause", health.cause());
        out.writeEndObject();
    }

    private static void watermark(String monitor, WatermarkSample mark, long now, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("monitor", monitor);
        out.writeBooleanProperty("stalled", mark.stalled());
        boolean isKnown = mark.watermark() != WindowSpec.NO_WATERMARK;
        number("watermark", isKnown, mark.watermark(), out);
        number("lag_millis", isKnown, now - mark.watermark(), out);
        number("skew_millis", isKnown, Math.max(0, mark.furthest() - mark.watermark()), out);
        out.writeEndObject();
    }

    private static void number(String name, boolean isKnown, long value, JsonGenerator out) {
        if (isKnown) {
            out.writeNumberProperty(name, value);
        } else {
            out.writeNullProperty(name);
        }
    }

    private static void totals(RecordTotals totals, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("monitor", totals.monitor());
        out.writeStringProperty("partition", totals.partition().toString());
        out.writeNumberProperty("read", totals.read());
        out.writeNumberProperty("counted", totals.counted());
        out.writeNumberProperty("partly_late", totals.partlyLate());
        out.writeNumberProperty("late", totals.late());
        out.writeNumberProperty("rejected", totals.rejectedTotal());
        out.writeObjectPropertyStart("reasons");
        for (Map.Entry<?, Long> reason : totals.rejected().entrySet()) {
            String name = reason.getKey().toString().toLowerCase(Locale.ROOT);
            out.writeNumberProperty(name, reason.getValue());
        }
        out.writeEndObject();
        out.writeEndObject();
    }
}
