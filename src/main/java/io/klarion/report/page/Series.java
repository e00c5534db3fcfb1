package io.klarion.report.page;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ShownCells;
import io.klarion.core.detect.Verdict;
import io.klarion.web.Point;
import io.klarion.web.Point.Layout;
import io.klarion.web.SeriesKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The windows of one series that are on the page: one a column, the most telling. Single-threaded. */
final class Series {

    private final SeriesKey key;
    private final boolean showValues;
    private final Columns columns;
    private final @Nullable Point[] points;
    private final Map<Layout, Layout> layouts = new LinkedHashMap<>();
    private String type = "";
    private String measure = "";
    private double confidence;

    Series(SeriesKey key, Columns columns, boolean showValues) {
        this.key = key;
        this.columns = columns;
        this.showValues = showValues;
        this.points = new Point[columns.size()];
    }

    void add(Verdict window, FeatureVerdict feature) {
        type = feature.type().key();
        measure = feature.spec().measure().key();
        confidence = feature.spec().confidence();
        List<CellVerdict> cells = ShownCells.of(feature, showValues);
        Layout layout = Layout.of(cells);
        Layout known = layouts.putIfAbsent(layout, layout);
        Point point = new Point(window, feature, cells, known == null ? layout : known);
        int column = columns.of(window.end());
        Point before = points[column];
        points[column] = before == null ? point : before.orMoreTelling(point);
    }

    SeriesKey key() {
        return key;
    }

    Columns columns() {
        return columns;
    }

    /** The point of a column; empty where the series has no window. */
    Optional<Point> point(int column) {
        return Optional.ofNullable(points[column]);
    }

    /** The layouts of its points, each with its place among them, in the order of their first. */
    Map<Layout, Integer> layouts() {
        Map<Layout, Integer> places = new LinkedHashMap<>();
        for (Point point : points) {
            if (point != null) {
                places.putIfAbsent(point.layout, places.size());
            }
        }
        return places;
    }

    String type() {
        return type;
    }

    String measure() {
        return measure;
    }

    double confidence() {
        return confidence;
    }
}
