package io.klarion.report.page;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.web.SeriesKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A first look at all results: which monitors and series there are, and how strongly each speaks. First verdicts
 * count, revisions do not. Single-threaded.
 */
final class Survey {

    private final SortedMap<String, MonitorSurvey> monitors = new TreeMap<>();
    private final SortedMap<SeriesKey, SeriesSurvey> series = new TreeMap<>();
    private final Map<String, AlertSpan> alerts = new LinkedHashMap<>();
    private final Map<SeriesKey, List<AlertSpan>> alertsOfSeries = new HashMap<>();

    private Survey() {}

    /** Goes through all results once. */
    static Survey of(Results results) {
        Survey survey = new Survey();
        results.forEachAlert(survey::add);
        results.forEachVerdict(survey::add);
        return survey;
    }

    private void add(Alert alert) {
        AlertSpan known = alerts.get(alert.id());
        if (known != null) {
            known.add(alert);
        } else if (alert.state() == AlertTransition.FIRING) {
            AlertSpan begun = new AlertSpan(alert);
            alerts.put(alert.id(), begun);
            alertsOfSeries
                    .computeIfAbsent(begun.series(), absent -> new ArrayList<>())
                    .add(begun);
        }
    }

    private void add(Verdict verdict) {
        if (verdict.revision() > 0) {
            return;
        }
        monitors.computeIfAbsent(verdict.monitor(), absent -> new MonitorSurvey())
                .add(verdict);
        for (FeatureVerdict feature : verdict.features()) {
            SeriesKey key = SeriesKey.of(verdict, feature.feature());
            SeriesSurvey of = series.computeIfAbsent(key, absent -> new SeriesSurvey());
            of.add(verdict, feature);
            List<AlertSpan> spans = alertsOfSeries.getOrDefault(key, List.of());
            if (!spans.isEmpty()) {
                of.alerted();
                spans.forEach(span -> span.add(verdict, feature));
            }
        }
    }

    /** The monitors by name. */
    SortedMap<String, MonitorSurvey> monitors() {
        return monitors;
    }

    /** The series by monitor, segment and feature. */
    SortedMap<SeriesKey, SeriesSurvey> series() {
        return series;
    }

    /** The alerts that fired: the weightiest first, of equal ones the earliest. */
    List<AlertSpan> alerts() {
        return alerts.values().stream()
                .sorted(Comparator.comparingDouble(AlertSpan::weight)
                        .reversed()
                        .thenComparing(span -> span.fired().onsetStart())
                        .thenComparing(AlertSpan::series))
                .toList();
    }
}
