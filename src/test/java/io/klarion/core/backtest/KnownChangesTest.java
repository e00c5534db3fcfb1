package io.klarion.core.backtest;

import static io.klarion.core.backtest.SampleTrials.alert;
import static io.klarion.core.backtest.SampleTrials.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of 10 ms, watched from 0 to 1000; an alert fires 10 ms after its onset. */
class KnownChangesTest {

    private static final WindowRange WATCHED = new WindowRange(0, 1000);

    private static Change change(long from, long to, String... features) {
        return new Change(from, to < 0 ? OptionalLong.empty() : OptionalLong.of(to), "", "", Set.of(features));
    }

    private static Score score(List<Change> changes, Raised... alerts) {
        return new KnownChanges(changes, List.of(), Set.of()).score(monitor(), WATCHED, List.of(alerts));
    }

    @ParameterizedTest(name = "an alert from {0} on: found {1}, {2} windows late, {3} ms after the change")
    @CsvSource({
        "80, false, 0, ", // its window ends before the change
        "90, false, 0, ", // its window ends as the change begins
        "95, true, 0, 5",
        "100, true, 0, 10",
        "110, true, 1, 20",
        "190, true, 9, 100",
        "200, false, 0, " // its window begins as the change ends
    })
    void anAlertFindsAChangeThatItsWindowsShareTimeWith(long onset, boolean isFound, int late, Long delay) {
        Score score = score(List.of(change(100, 200)), alert("a", onset, -1));

        assertThat(score.found()).isEqualTo(isFound ? 1 : 0);
        assertThat(score.missed()).isEqualTo(isFound ? 0 : 1);
        assertThat(score.falseAlarms()).isEqualTo(isFound ? 0 : 1);
        assertThat(score.mostLate()).isEqualTo(late);
        assertThat(score.medianDelay()).isEqualTo(delay == null ? OptionalLong.empty() : OptionalLong.of(delay));
    }

    @Test
    void aChangeWithoutAnEndLastsUntilTheNext() {
        List<Change> changes = List.of(change(100, -1, "a"), change(300, -1, "b"));

        assertThat(score(changes, alert("a", 250, 270)).found()).isEqualTo(1);
        assertThat(score(changes, alert("a", 310, 330)).found()).isZero();
        assertThat(score(changes, alert("b", 990, -1)).found()).isEqualTo(1);
    }

    @Test
    void anAlertOnAnotherFeatureIsFalse() {
        Score score = score(List.of(change(100, 200, "a")), alert("b", 100, 150));

        assertThat(score.found()).isZero();
        assertThat(score.falseAlarms()).isEqualTo(1);
    }

    @Test
    void anAlertThatStillFiresTellsOfTheNextChangeTooUnlessANewOneDoes() {
        List<Change> changes = List.of(change(100, 200), change(300, 400));
        Raised lasting = alert("a", 100, 350);

        assertThat(score(changes, lasting).findings().get(1).delay()).hasValue(0);
        assertThat(score(changes, lasting, alert("b", 310, -1))
                        .findings()
                        .get(1)
                        .delay())
                .hasValue(20);
    }

    @Test
    void aFalseAlarmThatStillFiresFindsNothing() {
        Score score = score(List.of(change(300, 400)), alert("a", 100, 350));

        assertThat(score.found()).isZero();
        assertThat(score.falseAlarms()).isEqualTo(1);
    }

    @Test
    void changesThatNobodyWatchedAreLeftOut() {
        assertThat(score(List.of(change(-100, 0), change(1000, 1100))).changes())
                .isZero();
    }

    @Test
    void alertsInExcludedTimesAndOnUnlabelledFeaturesDoNotCount() {
        KnownChanges known = new KnownChanges(List.of(), List.of(new WindowRange(100, 200)), Set.of("b"));

        Score score = known.score(
                monitor(), WATCHED, List.of(alert("a", 150, 160), alert("b", 500, 510), alert("a", 500, 510)));

        assertThat(score.falseAlarms()).isEqualTo(1);
    }

    @Test
    void namesThatNobodyHasAreAProblem() {
        assertThat(new KnownChanges(List.of(change(0, 10, "incme")), List.of(), Set.of()).problem(List.of(monitor())))
                .hasValue("feature: must be a monitored one, was incme");
        assertThat(new KnownChanges(List.of(change(0, 10, "a")), List.of(), Set.of()).problem(List.of(monitor())))
                .isEmpty();
        assertThat(new KnownChanges(
                                List.of(new Change(0, OptionalLong.empty(), "other", "", Set.of())),
                                List.of(),
                                Set.of())
                        .problem(List.of(monitor())))
                .hasValue("monitor: must be a configured one, was other");
    }
}
