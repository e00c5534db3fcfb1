package io.klarion.console;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.ShownCells;
import io.klarion.core.detect.Verdict;
import io.klarion.web.Point;
import io.klarion.web.Point.Layout;
import io.klarion.web.SeriesKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The latest windows of one feature of one segment. Single-threaded. */
final class SeriesHistory {

    private final SeriesKey key;
    private final String id;
    private final List<String> segmentNames;
    private final List<String> segmentValues;
    private final TreeMap<Long, Point> points = new TreeMap<>();
    private Map<Layout, Layout> layouts = new HashMap<>();
    private FeatureVerdict latest;
    private ReferenceName reference;
    private long revision;
    private long cells;

    SeriesHistory(SeriesKey key, Verdict window, FeatureVerdict feature) {
        this.key = key;
        this.id = SeriesId.of(key);
        this.segmentNames = window.segmentNames();
        this.segmentValues = window.segment().values();
        this.latest = withoutCells(feature);
        this.reference = window.reference();
    }

    /**
     * Takes a window: a later verdict on one that is known replaces it.
     *
     * @param at the model's revision from now on
     */
    void add(Verdict window, FeatureVerdict feature, boolean showValues, long at) {
        List<CellVerdict> shown = ShownCells.of(feature, showValues);
        Layout layout = Layout.of(shown);
        Layout known = layouts.putIfAbsent(layout, layout);
        Point point = new Point(window, feature, shown, known == null ? layout : known);
        Point before = points.get(window.end());
        Point kept = before == null ? point : before.orMoreTelling(point);
        points.put(window.end(), kept);
        cells += kept.cells() - (before == null ? 0 : before.cells());
        revision = at;
        if (kept == point && points.lastKey() == window.end()) {
            latest = withoutCells(feature);
            reference = window.reference();
        }
    }

    /* The cells stand in the point. */
    private static FeatureVerdict withoutCells(FeatureVerdict feature) {
        return feature.withCells(List.of());
    }

    /** Keeps only the latest windows. */
    void trim(int most) {
        while (points.size() > most) {
            Map.Entry<Long, Point> oldest = points.pollFirstEntry();
            cells -= oldest == null ? 0 : oldest.getValue().cells();
        }
        if (layouts.size() > 1 && layouts.size() > points.size()) {
            layouts = new HashMap<>();
            points.values().forEach(point -> layouts.put(point.layout, point.layout));
        }
    }

    /** How many cells its windows have together. */
    long cells() {
        return cells;
    }

    /** The end of its latest window. */
    long end() {
        return points.lastKey();
    }

    SeriesKey key() {
        return key;
    }

    String id() {
        return id;
    }

    /**
     * What it is now.
     *
     * @param most how many of its latest windows are told of
     */
    SeriesView view(List<AlertView> firing, int most) {
        List<Point> latestFirst =
                points.descendingMap().values().stream().limit(most).collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(latestFirst);
        return new SeriesView(id, key, segmentNames, segmentValues, latest, reference, latestFirst, firing, revision);
    }

    /** Something about it has changed that is not a window, as an alert. */
    void touched(long at) {
        revision = at;
    }
}
