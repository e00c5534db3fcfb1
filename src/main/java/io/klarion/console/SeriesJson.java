package io.klarion.console;

import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.web.Point;
import io.klarion.web.WindowsJson;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/** A series as a JSON object: what it is, its latest window, and its latest windows as letters and shades. */
final class SeriesJson {

    private SeriesJson() {}

    /**
     * Writes a series.
     *
     * @param ends where the windows of the strip end; one letter and one digit stand for each
     */
    static void write(SeriesView series, List<Long> ends, JsonGenerator out) {
        FeatureVerdict latest = series.latest();
        Point last = series.last();
        out.writeStartObject();
        out.writeStringProperty("id", series.id());
        out.writeStringProperty("monitor", series.key().monitor());
        out.writeObjectPropertyStart("segment");
        for (int i = 0; i < series.segmentNames().size(); i++) {
            out.writeStringProperty(
                    series.segmentNames().get(i), series.segmentValues().get(i));
        }
        out.writeEndObject();
        out.writeStringProperty("segment_text", series.key().segment());
        out.writeStringProperty("feature", series.key().feature());
        out.writeStringProperty("type", latest.type().key());
        out.writeStringProperty("state", last.state.name());
        out.writeStringProperty("completeness", last.completeness.name());
        out.writeObjectPropertyStart("window");
        out.writeNumberProperty("start", last.start);
        out.writeNumberProperty("end", last.end);
        out.writeEndObject();
        evidence(latest, out);
        alerts(series, out);
        strip(series, ends, out);
        out.writeNumberProperty("weight", series.weight());
        out.writeNumberProperty("revision", series.revision());
        out.writeEndObject();
    }

    private static void evidence(FeatureVerdict latest, JsonGenerator out) {
        out.writeNumberProperty("n", latest.n());
        out.writeNumberProperty("missing", latest.missing());
        out.writeNumberProperty("invalid", latest.invalid());
        out.writeNumberProperty("reference_n", latest.m());
        out.writeStringProperty("rule", latest.spec().rule().key());
        out.writeStringProperty("measure", latest.spec().measure().key());
        number("value", latest.value(), out);
        number("estimate", latest.estimate(), out);
        number("lower", latest.lower(), out);
        number("upper", latest.upper(), out);
        number("p_value", latest.pValue(), out);
        WindowsJson.number("threshold", latest.spec().threshold(), out);
        number("critical", latest.spec().critical(), out);
        out.writeNumberProperty("confidence", latest.spec().confidence());
    }

    private static void number(String name, OptionalDouble value, JsonGenerator out) {
        WindowsJson.number(name, value.orElse(Double.NaN), out);
    }

    private static void alerts(SeriesView series, JsonGenerator out) {
        out.writeName("firing");
        series.firing().stream()
                .map(AlertView::severity)
                .max(Severity::compareTo)
                .ifPresentOrElse(worst -> out.writeString(worst.name().toLowerCase(Locale.ROOT)), out::writeNull);
        WindowsJson.texts(
                "alerts",
                series.firing().stream().map(alert -> alert.last().id()).toList(),
                out);
    }

    private static void strip(SeriesView series, List<Long> ends, JsonGenerator out) {
        Map<Long, Point> points = new HashMap<>();
        series.points().forEach(point -> points.put(point.end, point));
        StringBuilder states = new StringBuilder();
        StringBuilder levels = new StringBuilder();
        for (long end : ends) {
            Optional<Point> point = Optional.ofNullable(points.get(end));
            states.append(point.map(of -> WindowsJson.letter(of.state)).orElse(' '));
            levels.append(point.map(of -> of.level).orElse(0));
        }
        out.writeStringProperty("states", states.toString());
        out.writeStringProperty("levels", levels.toString());
    }
}
