package io.klarion.core.backtest;

import io.klarion.core.alert.AlertKind;
import java.util.OptionalLong;

/**
 * An alert that a setting raised, from its onset to its end.
 *
 * @param segment the segment as people see it, such as {@code country=DE}; empty for none
 * @param feature the feature's name
 * @param kind what sort of event it tells of
 * @param onset start of the first window in drift, epoch milliseconds
 * @param fired end of the window in which it fired
 * @param resolved end of the window that ended it; empty when it fired to the end
 */
public record Raised(String segment, String feature, AlertKind kind, long onset, long fired, OptionalLong resolved) {

    /** The same, resolved at the end of a window. */
    Raised resolvedAt(long end) {
        return new Raised(segment, feature, kind, onset, fired, OptionalLong.of(end));
    }
}
