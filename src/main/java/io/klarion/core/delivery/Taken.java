package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import java.util.Locale;

/**
 * One record of the alert topic.
 *
 * @param alert what it says
 * @param mark where it stands
 * @param recorded the topic's timestamp of it, epoch milliseconds
 */
public record Taken(Alert alert, Mark mark, long recorded) {

    /**
     * What is the same whenever this state change is told: the alert's id, then revision, state, severity and the end of
     * its window. The id and revision alone do not tell FIRING from RESOLVED.
     */
    public String key() {
        return alert.id() + "." + alert.revision() + "."
                + (alert.state() + "." + alert.severity()).toLowerCase(Locale.ROOT) + "." + alert.windowEnd();
    }
}
