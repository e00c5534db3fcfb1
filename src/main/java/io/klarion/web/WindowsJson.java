package io.klarion.web;

import io.klarion.core.detect.FeatureState;
import io.klarion.web.Point.Layout;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;

/**
 * The windows of a series as pages read them: columns of numbers, rounded to four digits, {@code null} for none and a
 * text for an infinity.
 */
public final class WindowsJson {

    private static final MathContext DIGITS = new MathContext(4);

    private WindowsJson() {}

    /**
     * Writes the columns into an object that is open.
     *
     * @param points in the order of their time
     * @param shown how a cell's name is shown
     */
    public static void write(List<Point> points, UnaryOperator<String> shown, JsonGenerator out) {
        Map<Layout, Integer> layouts = new LinkedHashMap<>();
        points.forEach(point -> layouts.putIfAbsent(point.layout, layouts.size()));
        longs("starts", points, point -> point.start, out);
        longs("ends", points, point -> point.end, out);
        texts("states", points.stream().map(point -> point.state.name()).toList(), out);
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
        layouts(layouts, shown, out);
        cells("counts", points, Point::count, out);
        cells("parts", points, Point::part, out);
    }

    /** The letter of a state in a strip of windows. */
    public static char letter(FeatureState state) {
        return switch (state) {
            case DRIFT -> 'D';
            case STABLE -> 'S';
            case INSUFFICIENT_DATA -> 'I';
            case NO_DATA -> 'N';
            case NO_REFERENCE -> 'R';
        };
    }

    /** One number with its name. */
    public static void number(String name, double value, JsonGenerator out) {
        out.writeName(name);
        number(value, out);
    }

    /** A property that is a list of texts. */
    public static void texts(String name, List<String> texts, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        texts.forEach(out::writeString);
        out.writeEndArray();
    }

    /* What a cell has of a window. */
    private interface OfCell {
        long in(Point point, int cell);
    }

    private static void layouts(Map<Layout, Integer> layouts, UnaryOperator<String> shown, JsonGenerator out) {
        out.writeArrayPropertyStart("layouts");
        for (Layout layout : layouts.keySet()) {
            out.writeStartObject();
            texts("cells", layout.names().stream().map(shown).toList(), out);
            out.writeArrayPropertyStart("reference");
            layout.reference().forEach(share -> number(share, out));
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void cells(String name, List<Point> points, OfCell of, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        for (Point point : points) {
            out.writeStartArray();
            for (int cell = 0; cell < point.cells(); cell++) {
                out.writeNumber(of.in(point, cell));
            }
            out.writeEndArray();
        }
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
