package io.klarion.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.SampleAlerts;
import io.klarion.core.alert.Severity;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.MonitorSummary.Details;
import io.klarion.core.monitor.MonitorSummary.OfFeature;
import io.klarion.core.monitor.MonitorSummary.Records;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

    private final RunSummary summary = new RunSummary();

    private MonitorSummary loans() {
        return summary.snapshot().stream()
                .filter(monitor -> monitor.monitor().equals("loans"))
                .findFirst()
                .orElseThrow();
    }

    private OfFeature of(String feature) {
        return Objects.requireNonNull(loans().features().get(feature));
    }

    private static OfFeature feature(long windows, long drifting, long alerts, OptionalLong onset, double highest) {
        return new OfFeature(windows, drifting, alerts, onset, highest, Details.NONE);
    }

    private SortedMap<String, OfFeature> withoutDetails() {
        SortedMap<String, OfFeature> plain = new TreeMap<>();
        loans().features()
                .forEach((name, of) -> plain.put(
                        name, feature(of.windows(), of.windowsInDrift(), of.alerts(), of.firstOnset(), of.highest())));
        return plain;
    }

    @Test
    void theDetailsSayHowWindowsWereJudgedAndWhatStillFires() {
        summary.verdict(SampleVerdicts.verdict(0, SampleVerdicts.stable("income")));
        summary.verdict(SampleVerdicts.verdict(1, SampleVerdicts.drifted("income")));
        summary.alert(SampleAlerts.firing("income"));

        assertThat(of("income").more())
                .isEqualTo(new Details(
                        Map.of(FeatureState.STABLE, 1L, FeatureState.DRIFT, 1L), OptionalDouble.of(0.27), 1));

        summary.alert(SampleAlerts.resolved("income"));
        assertThat(of("income").more().firing()).isZero();
    }

    @Test
    void withoutBoundsThereIsNoHighestLowerBound() {
        summary.verdict(SampleVerdicts.verdict(0, SampleVerdicts.unjudged("income", FeatureState.NO_DATA)));

        assertThat(of("income").more())
                .isEqualTo(new Details(Map.of(FeatureState.NO_DATA, 1L), OptionalDouble.empty(), 0));
    }

    @Test
    void nothingThatRanHasNoMonitors() {
        assertThat(summary.snapshot()).isEmpty();
    }

    @Test
    void recordsAddUpByMonitorInTheOrderOfTheirNames() {
        summary.records("loans", 10, 7, 2, 1);
        summary.records("cards", 1, 1, 0, 0);
        summary.records("loans", 5, 5, 0, 0);

        assertThat(summary.snapshot())
                .containsExactly(
                        new MonitorSummary("cards", Optional.of(new Records(1, 1, 0, 0)), 0, 0, new TreeMap<>()),
                        new MonitorSummary("loans", Optional.of(new Records(15, 12, 2, 1)), 0, 0, new TreeMap<>()));
    }

    @Test
    void ofRecordsNothingIsSaidWhereOnlyVerdictsWereRead() {
        summary.verdict(SampleVerdicts.verdict(0, SampleVerdicts.stable("income")));

        assertThat(loans().records()).isEmpty();
    }

    @Test
    void windowsAndTheirDriftsAddUpOverSegments() {
        summary.verdict(SampleVerdicts.verdict(0, SampleVerdicts.stable("income"), SampleVerdicts.stable("age")));
        summary.verdict(SampleVerdicts.verdict(0, "FR", SampleVerdicts.drifted("income")));
        summary.verdict(SampleVerdicts.verdict(1, SampleVerdicts.drifted("income"), SampleVerdicts.stable("age")));

        assertThat(loans().windows()).isEqualTo(3);
        assertThat(withoutDetails())
                .containsExactlyInAnyOrderEntriesOf(new TreeMap<>(Map.of(
                        "income", feature(3, 2, 0, OptionalLong.empty(), 0.3),
                        "age", feature(2, 0, 0, OptionalLong.empty(), 0.004))));
    }

    @Test
    void theHighestIsTheEstimateElseTheValueElseNothing() {
        FeatureVerdict drifted = SampleVerdicts.drifted("income");
        summary.verdict(SampleVerdicts.verdict(0, without(drifted, true)));
        assertThat(of("income").highest()).isEqualTo(0.31);

        summary.verdict(SampleVerdicts.verdict(1, drifted, without(SampleVerdicts.drifted("age"), false)));
        assertThat(of("income").highest()).isEqualTo(0.31);
        assertThat(of("age").highest()).isZero();
    }

    private static FeatureVerdict without(FeatureVerdict full, boolean value) {
        return new FeatureVerdict(
                full.feature(),
                full.type(),
                full.state(),
                full.n(),
                full.missing(),
                full.invalid(),
                full.nEffective(),
                full.m(),
                full.mEffective(),
                full.dispersion(),
                full.spec(),
                value ? full.value() : OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                full.pValue(),
                full.measures(),
                full.cells(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aWindowWithoutRecordsIsNoWindowOfItsFeatures() {
        summary.verdict(SampleVerdicts.verdict(0, SampleVerdicts.unjudged("income", FeatureState.NO_DATA)));

        assertThat(loans().windows()).isEqualTo(1);
        assertThat(withoutDetails()).containsEntry("income", feature(0, 0, 0, OptionalLong.empty(), 0));
    }

    @Test
    void revisionsDoNotCount() {
        Verdict first = SampleVerdicts.verdict(0, SampleVerdicts.stable("income"));
        summary.verdict(first);
        summary.verdict(SampleVerdicts.revised(first, 1, SampleVerdicts.drifted("income")));

        assertThat(loans().windows()).isEqualTo(1);
        assertThat(withoutDetails()).containsEntry("income", feature(1, 0, 0, OptionalLong.empty(), 0.004));
    }

    @Test
    void thePartsOfAWideVerdictAreOneWindow() {
        Verdict whole = SampleVerdicts.verdict(0, SampleVerdicts.stable("income"));
        summary.verdict(part(whole, 0, SampleVerdicts.stable("income")));
        summary.verdict(part(whole, 1, SampleVerdicts.drifted("age")));

        assertThat(loans().windows()).isEqualTo(1);
        assertThat(loans().features()).containsOnlyKeys("age", "income");
        assertThat(of("age").windowsInDrift()).isEqualTo(1);
    }

    private static Verdict part(Verdict whole, int part, FeatureVerdict feature) {
        return new Verdict(
                whole.monitor(),
                whole.segmentNames(),
                whole.segment(),
                whole.start(),
                whole.end(),
                whole.revision(),
                whole.completeness(),
                whole.records(),
                Optional.empty(),
                whole.late(),
                whole.reference(),
                whole.configDigest(),
                part,
                2,
                List.of(feature));
    }

    @Test
    void anAlertCountsOnceHoweverOftenItFires() {
        summary.alert(SampleAlerts.firing("income"));
        summary.alert(SampleAlerts.alert(1, "income", AlertTransition.FIRING, Severity.CRITICAL));
        summary.alert(SampleAlerts.resolved("income"));

        assertThat(loans().alerts()).isEqualTo(1);
        assertThat(withoutDetails()).containsEntry("income", feature(0, 0, 1, OptionalLong.of(SampleVerdicts.NOON), 0));
    }

    @Test
    void anAlertThatOnlyResolvesIsNone() {
        summary.alert(SampleAlerts.resolved("income"));

        assertThat(summary.snapshot()).isEmpty();
    }

    @Test
    void aSnapshotDoesNotMoveOn() {
        summary.records("loans", 1, 1, 0, 0);
        summary.verdict(SampleVerdicts.verdict(0, SampleVerdicts.stable("income")));
        MonitorSummary before = loans();

        summary.verdict(SampleVerdicts.verdict(1, SampleVerdicts.drifted("income"), SampleVerdicts.drifted("age")));

        assertThat(before.features()).containsOnlyKeys("income");
        assertThat(before.windows()).isEqualTo(1);
    }
}
