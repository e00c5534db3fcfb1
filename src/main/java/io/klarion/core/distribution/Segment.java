package io.klarion.core.distribution;

import java.util.List;
import java.util.StringJoiner;

/**
 * One value of a monitor's group-by fields, such as {@code country=DE}; {@link #ALL} where nothing is grouped.
 *
 * @param values one text for each group-by field, in the config's order
 */
public record Segment(List<String> values) implements Comparable<Segment> {

    /** The segment of a monitor without group-by fields. */
    public static final Segment ALL = new Segment(List.of());

    /** What a group-by field that is absent or null is called. */
    public static final String MISSING = "(missing)";

    /** What a group-by field that is an object or an array is called. */
    public static final String INVALID = "(invalid)";

    /** What the segments beyond {@code max-segments} are called, in every group-by field. */
    public static final String OTHER = "(other)";

    public Segment {
        values = List.copyOf(values);
    }

    /**
     * The segment as people and metric labels see it: {@code country=DE,channel=web}; empty for {@link #ALL}.
     *
     * @param names the names of the group-by fields
     * @throws IllegalArgumentException when there is not one name a value
     */
    public String text(List<String> names) {
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(
                    "segment: must have one name a value (" + values.size() + "), was " + names.size());
        }
        StringJoiner text = new StringJoiner(",");
        for (int i = 0; i < values.size(); i++) {
            text.add(names.get(i) + "=" + values.get(i));
        }
        return text.toString();
    }

    @Override
    public int compareTo(Segment that) {
        for (int i = 0; i < Math.min(values.size(), that.values.size()); i++) {
            int order = values.get(i).compareTo(that.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(values.size(), that.values.size());
    }
}
