package io.klarion.detection;

import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A labelled public series.
 *
 * @param name the case
 * @param control whether nothing at all is labelled
 * @param window its windows
 * @param reference the reference's range
 * @param features what is read
 * @param unscored features that may drift for reasons nobody labelled
 * @param changes what is labelled
 * @param exclude stretches of time that are not scored
 * @param records in the order of the file
 */
record PublicCase(
        String name,
        boolean control,
        WindowSpec window,
        Span reference,
        List<Feature> features,
        Set<String> unscored,
        List<Change> changes,
        List<Span> exclude,
        List<Row> records) {

    /** Every feature. */
    static final String ANY = "*";

    /**
     * A stretch of event time.
     *
     * @param from epoch milliseconds, inclusive
     * @param to exclusive
     */
    record Span(long from, long to) {
        boolean overlaps(Span that) {
            return from < that.to && that.from < to;
        }

        boolean holds(Span that) {
            return from <= that.from && that.to <= to;
        }

        boolean holds(long time) {
            return from <= time && time < to;
        }
    }

    /**
     * One feature.
     *
     * @param name its field
     * @param numeric whether it is a number; a category otherwise
     */
    record Feature(String name, boolean numeric) {}

    /**
     * A labelled change.
     *
     * @param span when
     * @param features which features it touches; {@link #ANY} for all
     */
    record Change(Span span, Set<String> features) {
        boolean touches(String feature) {
            return features.contains(ANY) || features.contains(feature);
        }
    }

    /**
     * One record.
     *
     * @param time epoch milliseconds
     * @param values one a feature: a number, a text, or null for missing
     * @param abnormal whether the series' own label says so, where stray abnormal records spoil a clean window
     */
    record Row(long time, List<@Nullable Object> values, boolean abnormal) {}

    /** The window that holds {@code time}. */
    Span windowAt(long time) {
        long start = time - Math.floorMod(time - window.origin(), window.size());
        return new Span(start, start + window.size());
    }
}
