package io.klarion.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingAlertsTest {

    private static final long RESEND = 60_000;
    private static final long NOW = Alerts.ONSET + 100_000;

    private final Alerts alerts = new Alerts();
    private final StandingAlerts standing = standing();

    private static StandingAlerts standing(Silence... silences) {
        return new StandingAlerts(new DeliverySpec(0, 2, 0, 1000, 100, List.of(silences)), RESEND);
    }

    @Test
    void whatFiresIsToldAtOnceAndThenEachRoundUntilAfterItsEnd() {
        standing.posted(NOW);
        assertThat(standing.isDue(NOW + 10 * RESEND)).as("nothing to tell").isFalse();

        Taken age = alerts.fires("age", 0.2, NOW);
        standing.take(age, NOW);
        assertThat(standing.isDue(NOW)).isTrue();
        assertThat(standing.outstanding()).containsExactly(age.mark());
        assertThat(standing.all(NOW)).containsExactly(new Standing(age, Alerts.ONSET, NOW + 4 * RESEND));

        standing.posted(NOW);
        assertThat(standing.outstanding()).isEmpty();
        assertThat(standing.isDue(NOW + RESEND - 1)).isFalse();
        assertThat(standing.isDue(NOW + RESEND)).isTrue();

        Taken end = alerts.resolves("age", NOW);
        standing.take(end, NOW + RESEND);
        standing.posted(NOW + RESEND);
        long last = NOW + RESEND + StandingAlerts.KEPT_AFTER_END - 1;
        standing.advance(last);
        assertThat(standing.all(last)).containsExactly(new Standing(end, Alerts.ONSET, NOW + RESEND));
        assertThat(standing.isDue(last)).isTrue();
        standing.advance(last + 1);
        assertThat(standing.all(last + 1)).isEmpty();
        assertThat(standing.isDue(last + 1)).isFalse();
    }

    @Test
    void anotherSeverityIsAnotherAlertAndEndsTheOneBefore() {
        Taken warning = alerts.fires("age", 0.2, NOW);
        Taken critical = alerts.worsens("age", 0.5, NOW);
        standing.take(warning, NOW);
        standing.take(critical, NOW + 1);

        assertThat(standing.all(NOW + 1))
                .containsExactly(
                        new Standing(warning, Alerts.ONSET, NOW + 1),
                        new Standing(critical, Alerts.ONSET, NOW + 1 + 4 * RESEND));
    }

    @Test
    void anAlertThatBeginsAnewIsNotEndedByItsPast() {
        standing.take(alerts.fires("age", 0.2, NOW), NOW);
        standing.take(alerts.resolves("age", NOW), NOW);
        Taken again = alerts.fires("age", 0.2, NOW);
        standing.take(again, NOW);

        assertThat(standing.all(NOW)).containsExactly(new Standing(again, Alerts.ONSET, NOW + 4 * RESEND));
    }

    @Test
    void noAlertEndsBeforeItBegins() {
        long early = Alerts.ONSET - 5000;
        standing.take(alerts.resolves("age", early), early);

        assertThat(standing.all(early))
                .allSatisfy(each -> assertThat(each.startsAt()).isEqualTo(early));
    }

    @Test
    void whatBeginsInASilenceIsToldWhenItIsOver() {
        StandingAlerts silenced = standing(new Silence(NOW, NOW + 5000, List.of(), List.of("age"), Map.of()));
        silenced.posted(NOW);

        assertThat(silenced.take(alerts.fires("age", 0.2, NOW), NOW)).isFalse();
        silenced.advance(NOW + 4999);
        assertThat(silenced.all(NOW + 4999)).isEmpty();
        silenced.advance(NOW + 5000);
        assertThat(silenced.isDue(NOW + 5000)).isTrue();
        assertThat(silenced.all(NOW + 5000)).hasSize(1);
    }

    @Test
    void aSilenceDoesNotTakeBackWhatWasTold() {
        StandingAlerts silenced = standing(new Silence(NOW, NOW + 5000, List.of(), List.of(), Map.of()));
        silenced.take(alerts.fires("age", 0.2, NOW - 1), NOW - 1);

        assertThat(silenced.take(alerts.worsens("age", 0.5, NOW), NOW)).isTrue();
        assertThat(silenced.take(alerts.fires("income", 0.5, NOW), NOW)).isFalse();
        assertThat(silenced.take(alerts.resolves("income", NOW + 1), NOW + 1)).isFalse();
        assertThat(silenced.all(NOW + 1)).hasSize(2);
    }

    @Test
    void aSuccessorTakesNothingBackEither() {
        StandingAlerts silenced = standing(new Silence(NOW, NOW + 5000, List.of(), List.of(), Map.of()));
        silenced.recall(alerts.fires("age", 0.2, NOW - 1), true, NOW + 1);
        silenced.recall(alerts.worsens("age", 0.5, NOW), true, NOW + 1);

        assertThat(silenced.all(NOW + 1)).hasSize(1);
        assertThat(silenced.take(alerts.resolves("age", NOW + 2), NOW + 2)).isTrue();
    }

    @Test
    void aSuccessorRecallsWhatFires() {
        standing.recall(alerts.fires("over", 0.2, NOW), true, NOW);
        standing.recall(alerts.resolves("over", NOW), true, NOW);
        Taken age = alerts.fires("age", 0.2, NOW);
        standing.recall(age, true, NOW);

        assertThat(standing.isDue(NOW)).isTrue();
        assertThat(standing.outstanding()).isEmpty();
        assertThat(standing.all(NOW)).extracting(Standing::taken).containsExactly(age);
    }
}
