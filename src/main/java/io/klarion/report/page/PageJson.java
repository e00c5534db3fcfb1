package io.klarion.report.page;

import io.klarion.core.detect.FeatureState;
import io.klarion.report.page.Point.Layout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page's scripts read: an overview of all series, and apart from it, packed, the windows of each, which are
 * unpacked when someone looks at them. Columns of numbers, rounded to four digits; {@code null} for none.
 */
final class PageJson {

    private static final JsonMapper JSON = new JsonMapper();
    private static final MathContext DIGITS = new MathContext(4);
    private static final String STATES = "states";

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
        number("strength", survey.strength(), out);
        StringBuilder states = new StringBuilder();
        StringBuilder levels = new StringBuilder();
        for (int column = 0; column < series.columns().size(); column++) {
            Optional<Point> point = series.point(column);
            states.append(point.map(of -> letter(of.state)).orElse(' '));
            levels.append(point.map(of -> of.level).orElse(0));
        }
        out.writeStringProperty(STATES, states.toString());
        out.writeStringProperty("levels", levels.toString());
        out.writeEndObject();
    }

    private static char letter(FeatureState state) {
        return switch (state) {
            case DRIFT -> 'D';
            case STABLE -> 'S';
            case INSUFFICIENT_DATA -> 'I';
            case NO_DATA -> 'N';
            case NO_REFERENCE -> 'R';
        };
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
        Map<Layout, Integer> layouts = series.layouts();
        out.writeStartObject();
        out.writeArrayPropertyStart("columns");
        columns.forEach(out::writeNumber);
        out.writeEndArray();
        longs("starts", points, point -> point.start, out);
        longs("ends", points, point -> point.end, out);
        texts(STATES, points.stream().map(point -> point.state.name()).toList(), out);
        texts(
                "completeness",
                points.stream().map(point -> point.completeness.name()).toList(),
                out);
        longs("n", points, point -> point.n, out);
        numbers("value", points, point -> point.value, out);
        numbers("estimate", points, point -> point.estimate, out);
        numbers("lower", points, point -> point.lower, out);
        numbers("upper", points, point -> point.upper, out);
        numbers("threshold", points, point -> point.threshold, out);
        longs("layout", points, point -> layouts.getOrDefault(point.layout, -1), out);
        layouts(layouts, out);
        counts(points, out);
        out.writeEndObject();
    }

    private static void layouts(Map<Layout, Integer> layouts, JsonGenerator out) {
        out.writeArrayPropertyStart("layouts");
        for (Layout layout : layouts.keySet()) {
            out.writeStartObject();
            texts("cells", layout.names().stream().map(PageText::safe).toList(), out);
            out.writeArrayPropertyStart("reference");
            layout.reference().forEach(share -> number(share, out));
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void counts(List<Point> points, JsonGenerator out) {
        out.writeArrayPropertyStart("counts");
        for (Point point : points) {
            out.writeStartArray();
            for (int cell = 0; cell < point.cells(); cell++) {
                out.writeNumber(point.count(cell));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("parts");
        for (Point point : points) {
            out.writeStartArray();
            for (int cell = 0; cell < point.cells(); cell++) {
                out.writeNumber(point.part(cell));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private static void texts(String name, List<String> texts, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        texts.forEach(out::writeString);
        out.writeEndArray();
    }

    private static void longs(String name, List<Point> points, ToLongFunction<Point> of, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        points.forEach(point -> out.writeNumber(of.applyAsLong(point)));
        out.writeEndArray();
    }

    private static void numbers(String name, List<Point> points, ToDoubleFunction<Point> of, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        points.forEach(point -> number(of.applyAsDouble(point), out));
        out.writeEndArray();
    }

    private static void number(String name, double value, JsonGenerator out) {
        out.writeName(name);
        number(value, out);
    }

    private static void number(double value, JsonGenerator out) {
        if (Double.isNaN(value)) {
            out.writeNull();
        } else if (Double.isInfinite(value)) {
            out.writeString(Double.toString(value));
        } else {
            out.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
        }
    }
}
