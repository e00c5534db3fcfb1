package io.klarion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.SampleAlerts;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.AlarmBudget;
import io.klarion.core.detect.SampleVerdicts;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertMetricsTest {

    /* Two windows of five minutes. */
    private static final AlarmBudget BUDGET = new AlarmBudget(1.5, 2 * SampleVerdicts.SIZE);
    private static final String CHANGES =
            "klarion_alert_changes_total{kind=\"drift\",monitor=\"loans\",severity=\"%s\",state=\"%s\"} %s";

    private final KlarionMetrics metrics = KlarionMetrics.create(
            Clock.systemUTC(),
            new MetricsPlan(
                    10, new TreeMap<>(Map.of("loans", new MetricsPlan.OfMonitor(Optional.of(BUDGET), Map.of())))));
    private final Scraped scraped = new Scraped(metrics);
    private final TaskView task = metrics.tasks().open("1_0");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void changesOfAMonitorBeginAtZeroTogether() {
        assertThat(scraped.series("klarion_alert_changes_total"))
                .as("five kinds, two severities, two states")
                .hasSize(20)
                .allMatch(line -> line.endsWith(" 0.0"));
    }

    @Test
    void changesAreCountedWithTheIdOfTheLastAsExemplar() {
        Alert last = alert(1, "income", AlertTransition.FIRING, Severity.CRITICAL);
        metrics.records().alert(alert(0, "income", AlertTransition.FIRING, Severity.CRITICAL));
        metrics.records().alert(last);
        metrics.records().alert(alert(2, "income", AlertTransition.RESOLVED, Severity.WARNING));

        assertThat(scraped.series("klarion_alert_changes_total"))
                .contains(
                        CHANGES.formatted("critical", "firing", "2.0"),
                        CHANGES.formatted("warning", "resolved", "1.0"),
                        CHANGES.formatted("warning", "firing", "0.0"));
        assertThat(scraped.openMetrics())
                .contains(CHANGES.formatted("critical", "firing", "2.0") + " # {alert_id=\"" + last.id() + "\"} 1.0");
    }

    @Test
    void criticalAlertsAreShownUntilTheyResolveOrCalmDown() {
        task.publish(SampleVerdicts.verdict(0, SampleVerdicts.drifted("income")), Set.of("income"));
        task.alert(alert(0, "income", AlertTransition.FIRING, Severity.CRITICAL));
        assertThat(scraped.series("klarion_alerts_critical"))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith(" 1.0"));

        task.alert(alert(1, "income", AlertTransition.FIRING, Severity.WARNING));
        assertThat(scraped.series("klarion_alerts_critical"))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith(" 0.0"));
    }

    @Test
    void budgetIsSpentByFiringsOfItsPeriodEachOnce() {
        task.publish(SampleVerdicts.verdict(0, SampleVerdicts.stable("income")), Set.of());
        assertThat(spent()).isEqualTo("0.0");

        Alert first = alert(0, "income", AlertTransition.FIRING, Severity.WARNING);
        assertThat(task.fired(first)).isTrue();
        assertThat(task.fired(first)).as("the same alert with another severity").isFalse();
        assertThat(task.fired(alert(0, "age", AlertTransition.RESOLVED, Severity.WARNING)))
                .isFalse();
        assertThat(spent()).isEqualTo("1.0");

        task.publish(SampleVerdicts.verdict(1, SampleVerdicts.stable("income")), Set.of());
        assertThat(spent()).isEqualTo("1.0");
        task.publish(SampleVerdicts.verdict(2, SampleVerdicts.stable("income")), Set.of());
        assertThat(spent()).as("two windows later it no longer counts").isEqualTo("0.0");
        assertThat(task.expired("loans", first.windowEnd() + BUDGET.periodMillis() - 1))
                .isEmpty();
        assertThat(task.expired("loans", first.windowEnd() + BUDGET.periodMillis()))
                .containsExactly(first.id());
    }

    @Test
    void budgetShowsWhatItAllowsInWhichPeriod() {
        assertThat(scraped.series("klarion_alarm_budget"))
                .containsExactly(
                        "klarion_alarm_budget_allowed{monitor=\"loans\"} 1.5",
                        "klarion_alarm_budget_period_seconds{monitor=\"loans\"} 600.0");
    }

    @Test
    void monitorWithoutBudgetHasNone() {
        TaskView plain = new LiveTasks().open("1_0");

        assertThat(plain.fired(alert(0, "income", AlertTransition.FIRING, Severity.WARNING)))
                .isFalse();
    }

    private String spent() {
        String line = scraped.series("klarion_alarm_budget_spent").get(0);
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static Alert alert(int window, String feature, AlertTransition state, Severity severity) {
        return SampleAlerts.alert(window, feature, state, severity);
    }
}
