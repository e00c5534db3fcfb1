package io.klarion.core.protocol;

import io.klarion.core.alert.AlertState;
import java.util.List;

/**
 * What is remembered of a group between windows.
 *
 * @param lastSeenEnd end of the last window that held records of the group
 * @param alerts the features that are pending or firing; those at rest are left out
 */
public record GroupRow(long lastSeenEnd, List<AlertState> alerts) {
    public GroupRow {
        alerts = List.copyOf(alerts);
    }
}
