package io.klarion.report.page;

import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.web.SeriesKey;
import io.klarion.web.ShownValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Everything a page shows: the first look at all results, and the windows of the series that were chosen. */
final class PageData {

    private final Survey survey;
    private final Selection selection;
    private final List<AlertSpan> alerts;
    private final List<String> monitors;
    private final Map<SeriesKey, Series> series = new LinkedHashMap<>();
    private final Map<SeriesKey, Integer> places = new LinkedHashMap<>();

    private PageData(Survey survey, Selection selection, ShownValues values) {
        this.survey = survey;
        this.selection = selection;
        this.alerts = survey.alerts();
        this.monitors = List.copyOf(survey.monitors().keySet());
        for (SeriesKey key : selection.series().keySet()) {
            places.put(key, places.size());
            series.put(key, new Series(key, selection.columnsOf(key), values.of(key)));
        }
    }

    /** Goes through the results twice: once to choose, once to take what was chosen. */
    static PageData of(Results results, ShownValues values, Selection.Limits limits) {
        Survey survey = Survey.of(results);
        PageData data = new PageData(survey, Selection.of(survey, limits), values);
        results.forEachVerdict(data::add);
        return data;
    }

    private void add(Verdict verdict) {
        for (FeatureVerdict feature : verdict.features()) {
            Series of = series.get(SeriesKey.of(verdict, feature.feature()));
            if (of != null) {
                of.add(verdict, feature);
            }
        }
    }

    Survey survey() {
        return survey;
    }

    Selection selection() {
        return selection;
    }

    /** The monitors' names in order. */
    List<String> monitors() {
        return monitors;
    }

    /** The series on the page, the most telling first. */
    List<Series> series() {
        return new ArrayList<>(series.values());
    }

    /** What all windows of a series on the page say. */
    SeriesSurvey survey(Series of) {
        SeriesSurvey known = survey.series().get(of.key());
        if (known == null) {
            throw new NoSuchElementException("series: must be known, was " + of.key());
        }
        return known;
    }

    /** The alerts that fired, the weightiest first. */
    List<AlertSpan> alerts() {
        return alerts;
    }

    boolean isCritical(AlertSpan alert) {
        return alert.severity() == Severity.CRITICAL;
    }

    /** The place of a series on the page, from 0; −1 when it was left out. */
    int placeOf(SeriesKey key) {
        return places.getOrDefault(key, -1);
    }
}
