package io.klarion.metrics;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Alert records sent since the start of the process. Thread-safe. */
final class AlertCounters {

    /**
     * What is counted together.
     *
     * @param monitor the monitor's name
     * @param kind what sort of event
     * @param severity how bad
     * @param state what happened
     */
    record Key(String monitor, AlertKind kind, Severity severity, AlertTransition state) {}

    /**
     * @param records how many
     * @param lastId the id of the last one
     */
    record Sum(long records, String lastId) {

        Sum plus(Sum that) {
            return new Sum(records + that.records, that.lastId);
        }
    }

    private final Map<Key, Sum> sums = new ConcurrentHashMap<>();

    void add(Alert alert) {
        sums.merge(
                new Key(alert.monitor(), alert.kind(), alert.severity(), alert.state()),
                new Sum(1, alert.id()),
                Sum::plus);
    }

    Map<Key, Sum> sums() {
        return Map.copyOf(sums);
    }
}
