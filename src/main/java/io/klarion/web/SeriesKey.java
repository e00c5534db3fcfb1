package io.klarion.web;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import java.util.Comparator;

/**
 * One feature of one segment of one monitor: a row of the page.
 *
 * @param monitor the monitor's name
 * @param segment the segment as people see it, such as {@code country=DE}; empty for a monitor without
 * @param feature the feature's name
 */
public record SeriesKey(String monitor, String segment, String feature) implements Comparable<SeriesKey> {

    private static final Comparator<SeriesKey> ORDER = Comparator.comparing(SeriesKey::monitor)
            .thenComparing(SeriesKey::segment)
            .thenComparing(SeriesKey::feature);

    /** Of a feature of this window. */
    public static SeriesKey of(Verdict verdict, String feature) {
        return new SeriesKey(verdict.monitor(), verdict.segment().text(verdict.segmentNames()), feature);
    }

    /** What an alert is about. */
    public static SeriesKey of(Alert alert) {
        return new SeriesKey(alert.monitor(), alert.segment().text(alert.segmentNames()), alert.feature());
    }

    @Override
    public int compareTo(SeriesKey that) {
        return ORDER.compare(this, that);
    }
}
