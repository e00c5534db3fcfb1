package io.klarion.core.protocol;

import io.klarion.core.alert.AlertState;
import java.util.List;

/**
 * What is remembered of a group between windows.
 *
 * @param firstSeenEnd end of the first window that held records of the group
 * @param lastSeenEnd end of the last window that held records of the group
 * @param alerts what is pending or firing; what is at rest is left out
 */
public record GroupRow(long firstSeenEnd, long lastSeenEnd, List<AlertState> alerts) {
    public GroupRow {
        alerts = List.copyOf(alerts);
    }
}
