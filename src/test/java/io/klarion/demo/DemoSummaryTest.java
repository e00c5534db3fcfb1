package io.klarion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.distribution.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {

    private static final Instant NOW = Instant.parse("2026-03-08T12:34:56.789Z");
    private static final DemoPlan PLAN = DemoPlan.of(1, NOW, true);
    private static final long WINDOW = DemoPlan.WINDOW.toMillis();
    private static final int END = 80;

    @Test
    void allDetectedReadsLikeThis() {
        assertThat(summary(END, found()).text()).isEqualTo("""
                        Planted against detected, windows up to 2026-03-01T07:20:00Z
                          feature        country  drift           planted   onset     result
                          income         DE       abrupt shift    06:16:00  06:16:00  detected in its first window
                          income         FR       abrupt shift    06:16:00  06:16:00  detected in its first window
                          interest_rate  DE       slow ramp       06:20:00  06:38:00  detected after 9 windows
                          interest_rate  FR       slow ramp       06:20:00  06:40:00  detected after 10 windows
                          channel        FR       new category    06:34:00  06:34:00  detected in its first window
                          employment     DE       missing values  06:46:00  06:48:00  detected after 1 window
                        Detected: 6 of 6
                        Unexpected alerts: none
                        """);
        assertThat(summary(END, found()).isAsPlanned()).isTrue();
    }

    @Test
    void whatWasNotFoundIsMissedWhenItWasDueAndNotDueBefore() {
        List<Alert> income = List.of(firing("income", "DE", 16), firing("income", "FR", 16));
        assertThat(summary(47, income).text()).isEqualTo("""
                        Planted against detected, windows up to 2026-03-01T06:47:00Z
                          feature        country  drift           planted   onset     result
                          income         DE       abrupt shift    06:16:00  06:16:00  detected in its first window
                          income         FR       abrupt shift    06:16:00  06:16:00  detected in its first window
                          interest_rate  DE       slow ramp       06:20:00  -         not due yet
                          interest_rate  FR       slow ramp       06:20:00  -         not due yet
                          channel        FR       new category    06:34:00  -         MISSED
                          employment     DE       missing values  06:46:00  -         not due yet
                        Detected: 2 of 6
                        Unexpected alerts: none
                        """);
        assertThat(summary(47, income).isAsPlanned()).isFalse();
        assertThat(summary(35, income).isAsPlanned())
                .as("before the window of the new category has closed")
                .isTrue();
    }

    @Test
    void theOrderOfTheAlertsDoesNotMatter() {
        List<Alert> reversed = new ArrayList<>(found());
        Collections.reverse(reversed);
        assertThat(summary(END, reversed)).isEqualTo(summary(END, found()));
    }

    @Test
    void anAlertThatFitsNoPlantedDriftIsUnexpected() {
        List<Alert> alerts = new ArrayList<>(found());
        alerts.add(firing("age", "FR", 30));
        alerts.add(firing("channel", "DE", 34));
        alerts.add(firing("income", "DE", 12));
        alerts.add(firing("employment", "DE", 56));
        DemoSummary summary = summary(END, alerts);
        assertThat(summary.text()).endsWith("""
                        Detected: 6 of 6
                        Unexpected alerts: 4
                          income of DE drifted at minute 12
                          age of FR drifted at minute 30
                          channel of DE drifted at minute 34
                          employment of DE drifted at minute 56
                        """);
        assertThat(summary.isAsPlanned()).isFalse();
    }

    @Test
    void severityChangesAndResolutionsOfAnAlertCountOnce() {
        Alert first = firing("age", "FR", 30);
        Alert worse = alert("age", "FR", 30, 36, AlertTransition.FIRING);
        Alert over = alert("age", "FR", 30, 40, AlertTransition.RESOLVED);
        assertThat(summary(END, List.of(over, worse, first)).unexpected()).containsExactly(first);
    }

    @Test
    void aDriftThatFiresAgainWhileItIsThereIsNotUnexpected() {
        List<Alert> alerts = new ArrayList<>(found());
        alerts.add(firing("income", "DE", 40));
        assertThat(summary(END, alerts).isAsPlanned()).isTrue();
    }

    @Test
    void withoutDriftThereIsNothingToDetect() {
        DemoPlan calm = DemoPlan.of(1, NOW, false);
        assertThat(DemoSummary.of(calm, List.of(), minute(END)).text()).isEqualTo("""
                        Planted against detected, windows up to 2026-03-01T07:20:00Z
                          nothing was planted
                        Unexpected alerts: none
                        """);
        assertThat(DemoSummary.of(calm, List.of(firing("income", "DE", 16)), minute(END))
                        .isAsPlanned())
                .isFalse();
    }

    private static DemoSummary summary(int reached, List<Alert> alerts) {
        return DemoSummary.of(PLAN, alerts, minute(reached));
    }

    private static Instant minute(int minute) {
        return PLAN.start().plus(Duration.ofMinutes(minute));
    }

    private static List<Alert> found() {
        return List.of(
                firing("income", "DE", 16),
                firing("income", "FR", 16),
                firing("interest_rate", "DE", 38),
                firing("interest_rate", "FR", 40),
                firing("channel", "FR", 34),
                firing("employment", "DE", 48));
    }

    private static Alert firing(String feature, String country, int onset) {
        return alert(feature, country, onset, onset, AlertTransition.FIRING);
    }

    private static Alert alert(String feature, String country, int onset, int window, AlertTransition state) {
        long onsetStart = minute(onset).toEpochMilli();
        long windowStart = minute(window).toEpochMilli();
        return new Alert(
                feature + country + onset,
                DemoConfig.MONITOR,
                List.of("country"),
                new Segment(List.of(country)),
                feature,
                AlertKind.DRIFT,
                Severity.WARNING,
                state,
                onsetStart,
                onsetStart + WINDOW,
                windowStart,
                windowStart + WINDOW,
                OptionalDouble.of(.2),
                OptionalDouble.of(.15),
                OptionalDouble.of(.25),
                .1,
                1800,
                List.of(),
                0,
                feature + " of " + country + " drifted at minute " + onset);
    }
}
