package io.klarion.report.page;

import io.klarion.core.detect.FeatureState;
import io.klarion.web.Point;
import io.klarion.web.WindowsJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page's scripts read: an overview of all series, and apart from it, packed, the windows of each, which are
 * unpacked when someone looks at them. Columns of numbers, rounded to four digits; {@code null} for none.
 */
final class PageJson {

    private static final JsonMapper JSON = new JsonMapper();

    private PageJson() {}

    /** The overview. */
    static String overview(PageData data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayPropertyStart("monitors");
            data.monitors().forEach(monitor -> monitor(monitor, data.selection().columnsOf(monitor), out));
            out.writeEndArray();
            out.writeArrayPropertyStart("series");
            data.series().forEach(series -> series(series, data, out));
            out.writeEndArray();
            out.writeArrayPropertyStart("alerts");
            data.alerts().forEach(alert -> alert(alert, data, out));
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void monitor(String name, Columns columns, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("name", PageText.safe(name));
        out.writeNumberProperty("windowsEach", columns.windowsEach());
        out.writeArrayPropertyStart("starts");
        for (int column = 0; column < columns.size(); column++) {
            out.writeNumber(columns.start(column));
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("ends");
        for (int column = 0; column < columns.size(); column++) {
            out.writeNumber(columns.end(column));
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void series(Series series, PageData data, JsonGenerator out) {
        SeriesSurvey survey = data.survey(series);
        out.writeStartObject();
        out.writeNumberProperty("monitor", data.monitors().indexOf(series.key().monitor()));
        out.writeStringProperty("segment", PageText.safe(series.key().segment()));
        out.writeStringProperty("feature", PageText.safe(series.key().feature()));
        out.writeStringProperty("type", series.type());
        out.writeStringProperty("measure", series.measure());
        out.writeNumberProperty("confidence", series.confidence());
        out.writeNumberProperty("windows", survey.windows());
        out.writeNumberProperty("drifted", survey.windows(FeatureState.DRIFT));
        WindowsJson.number("strength", survey.strength(), out);
        StringBuilder states = new StringBuilder();
        StringBuilder levels = new StringBuilder();
        for (int column = 0; column < series.columns().size(); column++) {
            Optional<Point> point = series.point(column);
            states.append(point.map(of -> WindowsJson.letter(of.state)).orElse(' '));
            levels.append(point.map(of -> of.level).orElse(0));
        }
        out.writeStringProperty("states", states.toString());
        out.writeStringProperty("levels", levels.toString());
        out.writeEndObject();
    }

    private static void alert(AlertSpan alert, PageData data, JsonGenerator out) {
        out.writeStartObject();
        out.writeNumberProperty("series", data.placeOf(alert.series()));
        out.writeStringProperty("kind", alert.fired().kind().key());
        out.writeBooleanProperty("critical", data.isCritical(alert));
        out.writeNumberProperty("start", alert.fired().onsetStart());
        if (alert.resolvedAt().isPresent()) {
            out.writeNumberProperty("end", alert.resolvedAt().getAsLong());
        }
        out.writeEndObject();
    }

    /** The windows of one series as JSON, compressed, in Base64. */
    static String packed(Series series) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes);
                JsonGenerator out = JSON.createGenerator(gzip)) {
            windows(series, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void windows(Series series, JsonGenerator out) {
        List<Integer> columns = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (int column = 0; column < series.columns().size(); column++) {
            int place = column;
            series.point(column).ifPresent(point -> {
                columns.add(place);
                points.add(point);
            });
        }
        out.writeStartObject();
        out.writeArrayPropertyStart("columns");
        columns.forEach(out::writeNumber);
        out.writeEndArray();
        WindowsJson.write(points, PageText::safe, out);
        out.writeEndObject();
    }
}
