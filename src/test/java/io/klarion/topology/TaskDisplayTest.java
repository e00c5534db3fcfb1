package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.AlarmBudget;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Judge;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.EvidenceJudge;
import io.klarion.core.protocol.GroupKey;
import io.klarion.core.protocol.GroupRow;
import io.klarion.core.protocol.WindowJudge;
import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.MetricsPlan;
import io.klarion.shop.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskDisplayTest {

    private static final Monitor MONITOR = Shop.byRegion(60_000);
    private static final Segment NORTH = new Segment(List.of("north"));

    private final TopologyTestDriver driver = StreamStateTest.driver();
    private final KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(TopologyNames.STATE_STORE);
    private final StreamState state = new StreamState(store);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void gaugesAreTheSameAfterARestart() {
        Set<String> before;
        try (KlarionMetrics metrics = metrics()) {
            closeADriftedWindow(display(metrics));
            before = series(metrics);
        }
        assertThat(before)
                .anyMatch(line -> line.startsWith("klarion_divergence{feature=\"amount\""))
                .anyMatch(line -> line.startsWith("klarion_alerts_critical") && line.endsWith(" 1.0"))
                .anyMatch(line -> line.startsWith("klarion_alarm_budget_spent") && line.endsWith(" 1.0"))
                .anyMatch(line -> line.startsWith("klarion_reference_info{"));

        try (KlarionMetrics metrics = metrics()) {
            display(metrics).restore(state);

            assertThat(series(metrics)).isEqualTo(before);
        }
    }

    @Test
    void forgottenGroupIsShownNoMoreAndDoesNotComeBack() {
        try (KlarionMetrics metrics = metrics()) {
            TaskDisplay display = display(metrics);
            GroupKey group = closeADriftedWindow(display);

            new StreamState(store, display::forget).removeGroup(group);

            assertThat(series(metrics)).noneMatch(line -> line.contains("region=north"));
        }
        try (KlarionMetrics metrics = metrics()) {
            display(metrics).restore(state);

            assertThat(series(metrics)).noneMatch(line -> line.contains("region=north"));
        }
    }

    @Test
    void featureThatIsNoLongerMonitoredDoesNotComeBack() {
        try (KlarionMetrics metrics = metrics()) {
            closeADriftedWindow(display(metrics));
        }
        Monitor other = withoutAmount();
        try (KlarionMetrics metrics = metrics()) {
            new TaskDisplay(List.of(other), store, metrics.tasks().open("1_0")).restore(state);

            assertThat(series(metrics))
                    .anyMatch(line -> line.startsWith("klarion_feature_state{feature=\"kind\""))
                    .noneMatch(line -> line.startsWith("klarion_feature_state{feature=\"amount\""));
        }
    }

    /* All amounts are far above those of the reference. */
    private GroupKey closeADriftedWindow(TaskDisplay display) {
        long[] cells = new long[MONITOR.layout().chunkCells(0)];
        cells[5] = 1000; // amounts in [40, 50]
        int kind = MONITOR.layout().offset(1);
        cells[kind] = 700;
        cells[kind + 1] = 300; // as in the reference
        Verdict verdict = Judge.of(MONITOR)
                .judge(new WindowCounts(
                        NORTH, 0, 60_000, 0, Completeness.COMPLETE, true, 1000, 0, 0, cells, new TreeMap<>()));
        WindowJudge.Step step = new EvidenceJudge(List.of(MONITOR)).step(MONITOR, verdict, List.of());
        List<AlertState> alerts = step.states();
        assertThat(alerts)
                .singleElement()
                .matches(alert ->
                        alert.firing() && alert.kind() == AlertKind.DRIFT && alert.severity() == Severity.CRITICAL);
        GroupKey group = GroupKey.of(verdict);
        state.putGroup(group, new GroupRow(60_000, 60_000, alerts));
        display.verdict(verdict, Set.of("amount"));
        step.alerts().forEach(display::alert);
        return group;
    }

    private static Monitor withoutAmount() {
        return new Monitor(
                MONITOR.name(),
                MONITOR.topics(),
                MONITOR.eventTime(),
                MONITOR.segmentBy(),
                MONITOR.window(),
                CellLayout.of(List.of(MONITOR.layout().feature(1))),
                List.of(MONITOR.features().get(1)),
                MONITOR.volume(),
                MONITOR.volumeAlert(),
                List.of(),
                MONITOR.lifecycle(),
                MONITOR.generation(),
                MONITOR.configDigest());
    }

    private TaskDisplay display(KlarionMetrics metrics) {
        return new TaskDisplay(List.of(MONITOR), store, metrics.tasks().open("1_0"));
    }

    private static KlarionMetrics metrics() {
        MetricsPlan.OfMonitor budgeted =
                MetricsPlan.OfMonitor.of(MONITOR, Optional.of(new AlarmBudget(1, 86_400_000)), Set.of());
        TreeMap<String, MetricsPlan.OfMonitor> monitors = new TreeMap<>();
        monitors.put(MONITOR.name(), budgeted);
        return KlarionMetrics.create(Clock.systemUTC(), new MetricsPlan(100, monitors));
    }

    private static Set<String> series(KlarionMetrics metrics) {
        return new String(metrics.scrape().scrape(null).body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("klarion_") && !line.startsWith("klarion_alert_changes"))
                .collect(Collectors.toSet());
    }
}
