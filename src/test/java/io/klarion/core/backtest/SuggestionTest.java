package io.klarion.core.backtest;

import static io.klarion.core.backtest.SampleTrials.alert;
import static io.klarion.core.backtest.SampleTrials.outcome;
import static io.klarion.core.backtest.SampleTrials.scored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private static Suggestion of(Outcome... outcomes) {
        return Suggestion.of(List.of(outcomes)).orElseThrow();
    }

    private static void assertSuggested(Suggestion suggestion, double threshold, String reason) {
        assertThat(suggestion.outcome().threshold()).hasValue(threshold);
        assertThat(suggestion.reason()).isEqualTo(reason);
    }

    @Test
    void itIsTheLowestThresholdWithoutAFalseAlarmThatFindsEverything() {
        assertSuggested(
                of(
                        scored(0.02, 9, 0, 0, 0),
                        scored(0.05, 2, 0, 0, 0),
                        scored(0.2, 0, 0, 1, 0),
                        scored(0.3, 0, 0, 1, 0)),
                0.2,
                "the lowest threshold without a false alarm; finds 3 of 3, at most 1 window late");
    }

    @Test
    void aConfiguredThresholdThatDoesAsWellStays() {
        assertSuggested(
                of(scored(0.02, 1, 0), scored(0.05, 0, 0), scored(0.1, 0, 0)),
                0.1,
                "as it is configured, without a false alarm; finds 1 of 1, each in the first window that could show it");
    }

    @Test
    void whatIsFoundEarlierIsBetter() {
        assertThat(of(scored(0.1, 0, 3), scored(0.2, 0, 2)).outcome().threshold())
                .hasValue(0.2);
    }

    @Test
    void oneFalseAlarmIsWorthTwoFindings() {
        assertSuggested(
                of(scored(0.1, 1, 0, 0, 2), scored(0.5, 0, -1, -1, 0)),
                0.1,
                "as it is configured, with one false alarm; finds 3 of 3, at most 2 windows late; no setting that was tried"
                        + " has fewer misses and false alarms together");
    }

    @Test
    void ofEquallyManyErrorsAMissIsBetterThanAFalseAlarm() {
        assertThat(of(scored(0.1, 1, 0), scored(0.3, 0, -1)).outcome().threshold())
                .hasValue(0.3);
    }

    @Test
    void withoutKnownChangesItIsTheWidestRangeOfThresholdsWithTheSameAlerts() {
        assertSuggested(
                of(
                        outcome(0.02, 0, Optional.empty(), List.of(alert("a", 0, 50), alert("b", 0, 50))),
                        outcome(0.2, 0, Optional.empty(), List.of(alert("a", 0, 50))),
                        outcome(0.3, 0, Optional.empty(), List.of(alert("a", 10, 50))),
                        outcome(0.5, 0, Optional.empty(), List.of())),
                0.2,
                "the same feature alerts at 2 thresholds in a row, and none fires again soon after it resolved; without known"
                        + " changes (--labels) nobody can say which alerts are false");
    }

    @Test
    void alertsThatFireAgainSpeakAgainstAThreshold() {
        assertThat(of(
                                outcome(0.1, 4, Optional.empty(), List.of(alert("a", 0, 50))),
                                outcome(0.2, 3, Optional.empty(), List.of(alert("a", 0, 50))),
                                outcome(0.5, 0, Optional.empty(), List.of(alert("b", 0, 50))))
                        .outcome()
                        .threshold())
                .hasValue(0.5);
    }

    @Test
    void whereNothingAlertsTheConfiguredThresholdStays() {
        assertSuggested(
                of(
                        outcome(0.02, 0, Optional.empty(), List.of(alert("b", 0, 50))),
                        outcome(0.1, 0, Optional.empty(), List.of()),
                        outcome(0.2, 0, Optional.empty(), List.of())),
                0.1,
                "as it is configured, nothing alerts at 2 thresholds in a row; without known changes (--labels) nobody can say"
                        + " which alerts are false");
    }

    @Test
    void oneSettingAloneIsNoChoice() {
        assertThat(Suggestion.of(List.of(scored(0.1, 0, 0)))).isEmpty();
    }
}
