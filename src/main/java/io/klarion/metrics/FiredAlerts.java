package io.klarion.metrics;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.detect.AlarmBudget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The alerts that count towards one monitor's budget of false alarms: those whose first firing is not longer ago than
 * the budget's period, in event time. Which of them are false, nobody can know here. Not thread-safe.
 */
final class FiredAlerts {

    /** The kinds that the budget is spread over. */
    static final Set<AlertKind> COUNTED = Set.of(AlertKind.DRIFT, AlertKind.CREEP, AlertKind.JOINT);

    /** How many are remembered at most; no budget of sense is larger. */
    static final int MOST = 10_000;

    private final Map<String, Long> endById = new TreeMap<>();

    /** Takes note of a firing; returns false when the alert has fired before, or too many have. */
    boolean add(String id, long windowEnd) {
        return endById.size() < MOST && endById.putIfAbsent(id, windowEnd) == null;
    }

    /** Drops and names those that fired a period or longer before {@code now}. */
    List<String> expire(long now, AlarmBudget budget) {
        List<String> expired = new ArrayList<>();
        endById.forEach((id, end) -> {
            if (!isWithin(end, now, budget)) {
                expired.add(id);
            }
        });
        expired.forEach(endById::remove);
        return expired;
    }

    /** When each fired: ends of windows, epoch milliseconds. */
    List<Long> ends() {
        return List.copyOf(endById.values());
    }

    /** How many of {@code ends} lie in the period up to {@code now}. */
    static long spent(Collection<Long> ends, long now, AlarmBudget budget) {
        return ends.stream().filter(end -> isWithin(end, now, budget)).count();
    }

    private static boolean isWithin(long end, long now, AlarmBudget budget) {
        return end > now - budget.periodMillis();
    }
}
