package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import java.util.List;

/**
 * When alerts are told. All times in milliseconds.
 *
 * @param groupWait how long after an alert others of its monitor are waited for, to be told together
 * @param groupFrom from how many on they make one page instead of one each; at least 2
 * @param repeat after how long an alert that still fires is told again; 0 for never
 * @param giveUp after how long of failed attempts a page is dropped
 * @param capacity how many records wait at most before no more are taken
 * @param silences times of maintenance
 */
public record DeliverySpec(
        long groupWait, int groupFrom, long repeat, long giveUp, int capacity, List<Silence> silences) {
    public DeliverySpec {
        if (groupFrom < 2) {
            throw new IllegalArgumentException("groupFrom: must be at least 2, was " + groupFrom);
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: must be at least 1, was " + capacity);
        }
        silences = List.copyOf(silences);
    }

    /** Whether a silence covers the alert at this time. */
    boolean isSilent(Alert alert, long time) {
        return silences.stream().anyMatch(silence -> silence.covers(alert, time));
    }
}
