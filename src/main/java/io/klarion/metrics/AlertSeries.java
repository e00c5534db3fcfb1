package io.klarion.metrics;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of {@link AlertCounters}: all of a monitor together, so that the first alert is a rise from 0. */
final class AlertSeries {

    private static final String ALERT_ID = "alert_id";

    private AlertSeries() {}

    static void add(Families families, Collection<String> monitors, Map<AlertCounters.Key, AlertCounters.Sum> sums) {
        for (String monitor : monitors) {
            for (AlertKind kind : AlertKind.values()) {
                for (Severity severity : Severity.values()) {
                    for (AlertTransition state : AlertTransition.values()) {
                        AlertCounters.Key key = new AlertCounters.Key(monitor, kind, severity, state);
                        add(families, key, sums.get(key));
                    }
                }
            }
        }
    }

    private static void add(Families families, AlertCounters.Key key, AlertCounters.@Nullable Sum sum) {
        Labels labels = Labels.of(
                MetricName.MONITOR, key.monitor(),
                MetricName.KIND, key.kind().key(),
                MetricName.SEVERITY, key.severity().name().toLowerCase(Locale.ROOT),
                MetricName.STATE, key.state().name().toLowerCase(Locale.ROOT));
        if (sum == null) {
            families.counter(MetricName.ALERT_CHANGES, labels, 0);
        } else {
            Exemplar last = Exemplar.builder()
                    .value(1)
                    .labels(Labels.of(ALERT_ID, sum.lastId()))
                    .build();
            families.counter(MetricName.ALERT_CHANGES, labels, sum.records(), last);
        }
    }
}
