package io.klarion.demo;

import io.klarion.core.distribution.Segment;
import java.time.Instant;
import java.util.List;

/**
 * One drift that the demo plants in its stream.
 *
 * @param feature the feature that drifts, as the demo's config names it
 * @param kind how it drifts
 * @param countries the segments in which it drifts
 * @param from event time of the first changed record
 * @param full event time from which the drift has its whole size; {@code from} for all kinds but the ramp
 * @param until event time from which it is over; {@link Instant#MAX} when it stays
 * @param description what happens, for people
 */
public record Planted(
        String feature,
        Kind kind,
        List<String> countries,
        Instant from,
        Instant full,
        Instant until,
        String description) {

    /** How a feature drifts. */
    public enum Kind {
        /** From one record to the next the distribution is another one, for good. */
        ABRUPT_SHIFT("abrupt shift"),
        /** The distribution moves little by little. */
        SLOW_RAMP("slow ramp"),
        /** A category appears that the reference does not know. */
        NEW_CATEGORY("new category"),
        /** For a while many values are missing. */
        MISSING_BURST("missing values");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The kind in words. */
        public String text() {
            return text;
        }
    }

    public Planted {
        countries = List.copyOf(countries);
        if (full.isBefore(from) || !until.isAfter(full)) {
            throw new IllegalArgumentException(
                    "planted " + feature + ": must have from ≤ full < until, was " + from + ", " + full + ", " + until);
        }
    }

    /** The segments in which it drifts. */
    public List<Segment> segments() {
        return countries.stream().map(country -> new Segment(List.of(country))).toList();
    }

    /** How much of the drift is there for a record of {@code country} at {@code eventTime}: 0 for none, 1 for all. */
    double strength(String country, long eventTime) {
        if (!countries.contains(country) || eventTime < from.toEpochMilli() || isOver(eventTime)) {
            return 0;
        }
        long begin = from.toEpochMilli();
        long end = full.toEpochMilli();
        return eventTime >= end ? 1 : (double) (eventTime - begin) / (end - begin);
    }

    /** Whether it is over at {@code eventTime}. */
    boolean isOver(long eventTime) {
        return !until.equals(Instant.MAX) && eventTime >= until.toEpochMilli();
    }
}
