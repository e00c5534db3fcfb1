package io.klarion.report.page;

import io.klarion.web.SeriesKey;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of all results is on the page. Everything, unless it is too much for a browser: then the windows share
 * columns, and the series that speak least are left out. Immutable.
 */
final class Selection {

    private final SortedMap<String, Columns> columns = new TreeMap<>();
    private final Map<SeriesKey, SeriesSurvey> series = new LinkedHashMap<>();
    private final int leftOut;

    /**
     * How much a page holds.
     *
     * @param columns windows or groups of windows beside each other
     * @param series rows
     * @param cells counts, over all rows and columns
     */
    record Limits(int columns, int series, long cells) {
        /** A page of at most some ten megabytes that a phone can still open. */
        static final Limits DEFAULT = new Limits(1000, 500, 4_000_000);
    }

    private Selection(Survey survey, Limits limits) {
        survey.monitors().forEach((name, of) -> columns.put(name, new Columns(of.startsByEnd(), limits.columns())));
        List<Map.Entry<SeriesKey, SeriesSurvey>> ranked =
                survey.series().entrySet().stream().sorted(MOST_TELLING).toList();
        long room = limits.cells();
        for (Map.Entry<SeriesKey, SeriesSurvey> entry : ranked) {
            room -= (long) entry.getValue().cells() * columnsOf(entry.getKey()).size();
            if (series.size() == limits.series() || (room < 0 && !series.isEmpty())) {
                break;
            }
            series.put(entry.getKey(), entry.getValue());
        }
        this.leftOut = ranked.size() - series.size();
    }

    private static final Comparator<Map.Entry<SeriesKey, SeriesSurvey>> MOST_TELLING = Comparator.comparing(
                    (Map.Entry<SeriesKey, SeriesSurvey> entry) ->
                            !entry.getValue().isAlerted())
            .thenComparing(entry -> -entry.getValue().excess())
            .thenComparing(entry -> -entry.getValue().strength())
            .thenComparing(Map.Entry::getKey);

    static Selection of(Survey survey, Limits limits) {
        return new Selection(survey, limits);
    }

    /** The series on the page: those with alerts first, then by how far they are above the threshold. */
    Map<SeriesKey, SeriesSurvey> series() {
        return series;
    }

    /** How many series are not on the page; none of them speaks more than one that is. */
    int leftOut() {
        return leftOut;
    }

    /** The columns of the series' monitor. */
    Columns columnsOf(SeriesKey key) {
        return columnsOf(key.monitor());
    }

    Columns columnsOf(String monitor) {
        Columns of = columns.get(monitor);
        if (of == null) {
            throw new IllegalArgumentException("monitor: must be one of " + columns.keySet() + ", was " + monitor);
        }
        return of;
    }
}
