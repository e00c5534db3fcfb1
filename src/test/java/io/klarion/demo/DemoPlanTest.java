package io.klarion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.Segment;
import io.klarion.core.protocol.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plan keeps its word without Kafka: stream, config and reference of the demo through the real stages. What is
 * planted stands at six times the threshold and more, what is stable far below, so these hold for practically any seed.
 */
class DemoPlanTest {

    private static final Instant NOW = Instant.parse("2026-03-08T12:34:56.789Z");
    private static final Set<Segment> COUNTRIES = DemoPlan.COUNTRIES.stream()
            .map(country -> new Segment(List.of(country)))
            .collect(Collectors.toSet());
    private static final Duration NINETY_SECONDS = Duration.ofMinutes(76);
    private static final Duration TEN_MINUTES = Duration.ofHours(10);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyPlantedDriftIsDetectedAndNothingElse(long seed) throws IOException {
        DemoSummary summary = play(seed, true, COUNTRIES, NINETY_SECONDS).summary();
        assertThat(summary.text()).contains("Detected: 6 of 6\nUnexpected alerts: none\n");
        assertThat(summary.rows()).allSatisfy(row -> {
            boolean ramp = row.planted().kind() == Planted.Kind.SLOW_RAMP;
            assertThat(row.delayWindows())
                    .as(row.planted().feature() + " of " + row.segment())
                    .isBetween(ramp ? 4L : 0L, ramp ? 12L : 0L);
        });
    }

    @Test
    void aReferenceOfAllRecordsServesBothCountries() throws IOException {
        DemoSummary summary = play(5, true, Set.of(), NINETY_SECONDS).summary();
        assertThat(summary.text()).contains("Detected: 6 of 6\nUnexpected alerts: none\n");
    }

    @Test
    void tenMinutesWithoutDriftAreStableInEveryWindow() throws IOException {
        DemoSimulation calm = play(6, false, COUNTRIES, TEN_MINUTES);
        assertThat(calm.alerts).isEmpty();
        assertThat(calm.summary().text()).contains("nothing was planted\nUnexpected alerts: none\n");
        assertThat(calm.verdicts)
                .hasSize(2 * 299)
                .allSatisfy(verdict -> assertThat(verdict.features())
                        .hasSize(12)
                        .extracting(FeatureVerdict::state)
                        .containsOnly(FeatureState.STABLE));
    }

    @Test
    void eachWindowOfEachCountryHasManyRecordsAndTheCountersShowSomething() throws IOException {
        DemoSimulation demo = play(7, true, Set.of(), Duration.ofMinutes(40));
        assertThat(demo.verdicts).extracting(Verdict::records).allMatch(records -> records > 1000);
        assertThat(demo.quarantined)
                .extracting(record -> record.reason())
                .contains(
                        RejectReason.MALFORMED,
                        RejectReason.TIME_MISSING,
                        RejectReason.TIME_INVALID,
                        RejectReason.TIME_FUTURE);
        assertThat(demo.late()).as("one in 2000 after the first 12 minutes").isBetween(7L, 45L);
    }

    @Test
    void theSameSeedGivesTheSameAlertsOnAnotherDay() throws IOException {
        DemoSimulation today = play(8, true, COUNTRIES, Duration.ofMinutes(30));
        DemoSimulation other = new DemoSimulation(
                        DemoPlan.of(8, NOW.plus(Duration.ofDays(100)), true), directory, COUNTRIES)
                .play(Duration.ofMinutes(30));
        assertThat(other.alerts)
                .extracting(alert -> alert.feature() + alert.segment() + alert.value())
                .isEqualTo(today.alerts.stream()
                        .map(alert -> alert.feature() + alert.segment() + alert.value())
                        .toList())
                .isNotEmpty();
        assertThat(other.alerts.get(0).onsetStart() - today.alerts.get(0).onsetStart())
                .isEqualTo(Duration.ofDays(100).toMillis());
    }

    @Test
    void eventTimeStartsInTheMorningAWeekAgoOnABoundaryOfTheWindows() {
        DemoPlan plan = DemoPlan.of(1, NOW, true);
        assertThat(plan.start()).isEqualTo("2026-03-01T06:00:00Z");
        assertThat(DemoPlan.windows().paneStart(plan.start().toEpochMilli()))
                .isEqualTo(plan.start().toEpochMilli());
    }

    @Test
    void eventTimeRunsSixtyTimesAsFastUntilItIsThePresent() {
        DemoPlan plan = DemoPlan.of(1, NOW, true);
        assertThat(plan.eventTime(NOW, NOW)).isEqualTo(plan.start());
        assertThat(plan.eventTime(NOW, NOW.plusSeconds(90))).isEqualTo("2026-03-01T07:30:00Z");
        Instant later = NOW.plus(Duration.ofHours(3));
        assertThat(plan.eventTime(NOW, later)).isEqualTo(later);
        assertThat(plan.elapsed(Instant.parse("2026-03-01T07:30:00Z"))).hasSeconds(90);
    }

    @Test
    void thePlanReadsLikeThis() {
        assertThat(DemoPlan.of(1, NOW, true).text()).isEqualTo("""
                        Planted in this stream, of which 60 s pass in a second; alerts are expected so long after it began:
                          19 s       income         incomes are twice as high at once, as after a change of currency
                          23 to 63 s interest_rate  interest rates rise by 2 points in 40 minutes
                          37 s       channel        in FR every eighth application comes through the new channel partner-app
                          49 s       employment     in DE 40 % of the employments are missing for 10 minutes
                        """);
        assertThat(DemoPlan.of(1, NOW, false).text()).isEqualTo("Nothing drifts in this stream.\n");
    }

    @Test
    void aDriftHasItsStrengthByTimeAndCountry() {
        Planted ramp = new Planted(
                "rate",
                Planted.Kind.SLOW_RAMP,
                List.of("DE"),
                Instant.ofEpochMilli(1000),
                Instant.ofEpochMilli(2000),
                Instant.ofEpochMilli(3000),
                "");
        assertThat(ramp.strength("DE", 999)).isZero();
        assertThat(ramp.strength("DE", 1250)).isEqualTo(.25);
        assertThat(ramp.strength("DE", 2000)).isEqualTo(1);
        assertThat(ramp.strength("DE", 2999)).isEqualTo(1);
        assertThat(ramp.strength("DE", 3000)).isZero();
        assertThat(ramp.strength("FR", 2000)).isZero();
    }

    @Test
    void aDriftThatEndsBeforeItIsWholeIsRefused() {
        Instant at = Instant.EPOCH;
        assertThatThrownBy(() -> new Planted("rate", Planted.Kind.SLOW_RAMP, List.of("DE"), at, at, at, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("planted rate: must have from ≤ full < until, was 1970-01-01T00:00:00Z,"
                        + " 1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z");
    }

    private DemoSimulation play(long seed, boolean drift, Set<Segment> ownCounts, Duration eventTime)
            throws IOException {
        return new DemoSimulation(DemoPlan.of(seed, NOW, drift), directory, new TreeSet<>(ownCounts)).play(eventTime);
    }
}
