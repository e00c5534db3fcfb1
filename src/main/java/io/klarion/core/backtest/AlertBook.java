package io.klarion.core.backtest;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The alerts of one setting as they come, each told once, in the order in which they fired. Single-threaded.
 *
 * <p>Alerts on the number of records are left out: no setting has to do with them.
 */
final class AlertBook {

    private final Map<String, Raised> alerts = new LinkedHashMap<>();

    void add(Alert alert) {
        if (alert.kind() == AlertKind.VOLUME) {
            return;
        }
        if (alert.state() == AlertTransition.FIRING) {
            alerts.putIfAbsent(
                    alert.id(),
                    new Raised(
                            alert.segment().text(alert.segmentNames()),
                            alert.feature(),
                            alert.kind(),
                            alert.onsetStart(),
                            alert.windowEnd(),
                            OptionalLong.empty()));
        } else {
            alerts.computeIfPresent(alert.id(), (id, raised) -> raised.resolvedAt(alert.windowEnd()));
        }
    }

    List<Raised> alerts() {
        return List.copyOf(alerts.values());
    }

    /** How many alerts fired again within {@code millis} after one of the same feature and segment had resolved. */
    static int again(List<Raised> alerts, long millis) {
        Map<List<String>, List<Raised>> series = new LinkedHashMap<>();
        alerts.forEach(
                alert -> series.computeIfAbsent(List.of(alert.segment(), alert.feature()), absent -> new ArrayList<>())
                        .add(alert));
        int again = 0;
        for (List<Raised> of : series.values()) {
            for (Raised alert : of) {
                boolean isAgain = of.stream()
                        .filter(before -> before.resolved().isPresent())
                        .mapToLong(before -> alert.fired() - before.resolved().getAsLong())
                        .anyMatch(gap -> gap > 0 && gap <= millis);
                again += isAgain ? 1 : 0;
            }
        }
        return again;
    }
}
