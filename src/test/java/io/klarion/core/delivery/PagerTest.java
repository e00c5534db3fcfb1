package io.klarion.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagerTest {

    private static final long WAIT = 10_000;
    private static final long REPEAT = 3_600_000;

    private final Alerts alerts = new Alerts();
    private final Pager pager = new Pager(spec());

    private static DeliverySpec spec(Silence... silences) {
        return new DeliverySpec(WAIT, 3, REPEAT, 60_000, 100, List.of(silences));
    }

    private static Silence silence(long from, long to) {
        return new Silence(from, to, List.of(), List.of(), Map.of());
    }

    /* Everything that is to be sent at this time, as "KIND feature,feature"; all of it is taken. */
    private static List<String> sent(Pager pager, long now) {
        return pages(pager, now).stream()
                .map(page -> page.kind() + " "
                        + String.join(
                                ",",
                                page.entries().stream()
                                        .map(each -> each.alert().feature())
                                        .toList()))
                .toList();
    }

    /* The same as "KIND SEVERITY". */
    private static List<String> told(Pager pager, long now) {
        return pages(pager, now).stream()
                .map(page -> page.kind() + " " + page.severity())
                .toList();
    }

    private static List<Page> pages(Pager pager, long now) {
        List<Page> pages = new ArrayList<>();
        pager.advance(now);
        while (pager.next().isPresent()) {
            pages.add(pager.next().orElseThrow());
            pager.done(now);
        }
        return pages;
    }

    @Test
    void anAlertIsToldOnceTheOthersOfItsEventHaveHadTheirTime() {
        assertThat(pager.take(alerts.fires("income", 0.2, 0), 0)).isTrue();

        assertThat(sent(pager, WAIT - 1)).isEmpty();
        assertThat(pager.outstanding()).containsExactly(new Mark(0, 0));
        assertThat(sent(pager, WAIT)).containsExactly("FIRING income");
        assertThat(pager.outstanding()).isEmpty();
        assertThat(pager.isIdle()).isTrue();
        assertThat(sent(pager, WAIT + 1)).isEmpty();
    }

    @Test
    void whatWaitsForOthersOfItsEventDoesNotWaitForTheRecipient() {
        pager.take(alerts.fires("age", 0.1, 0), 0);
        pager.advance(WAIT - 1);
        assertThat(pager.size()).isEqualTo(1);
        assertThat(pager.ready()).isZero();

        pager.advance(WAIT);
        pager.take(alerts.fires("income", 0.3, WAIT), WAIT);
        assertThat(pager.size()).isEqualTo(2);
        assertThat(pager.ready()).isEqualTo(1);

        pager.done(WAIT + 1);
        assertThat(pager.size()).isEqualTo(1);
        assertThat(pager.ready()).isZero();
    }

    @Test
    void fewAlertsAreToldOneByOneAndManyTogetherTheStrongestFirst() {
        pager.take(alerts.fires("age", 0.1, 0), 0);
        pager.take(alerts.fires("income", 0.3, 1), 1);
        assertThat(sent(pager, WAIT)).containsExactly("FIRING age", "FIRING income");

        pager.take(alerts.fires("channel", 0.2, WAIT), WAIT);
        pager.take(alerts.fires("purpose", 0.9, WAIT + 1), WAIT + 1);
        pager.take(alerts.fires("amount", 0.2, WAIT + 2), WAIT + 2);
        assertThat(sent(pager, 2 * WAIT)).containsExactly("FIRING purpose,amount,channel");
    }

    @Test
    void anEndIsToldAfterItsBeginning() {
        pager.take(alerts.fires("age", 0.1, 0), 0);
        sent(pager, WAIT);
        pager.take(alerts.resolves("age", WAIT), WAIT);
        pager.take(alerts.fires("income", 0.1, WAIT + 1), WAIT + 1);
        pager.take(alerts.resolves("income", WAIT + 2), WAIT + 2);

        assertThat(sent(pager, 3 * WAIT)).containsExactly("FIRING income", "RESOLVED age", "RESOLVED income");
    }

    @Test
    void ofSeveralSeveritiesWithinTheWaitTheLastIsToldAndAllAreDealtWith() {
        pager.take(alerts.fires("age", 0.1, 0), 0);
        pager.take(alerts.worsens("age", 0.5, 1), 1);

        pager.advance(WAIT);
        assertThat(pager.next().orElseThrow().key()).isEqualTo("age.0.firing.critical." + (Alerts.ONSET + 60_000));
        assertThat(pager.outstanding()).containsExactly(new Mark(0, 0), new Mark(0, 1));
        assertThat(sent(pager, WAIT)).hasSize(1);
        assertThat(pager.outstanding()).isEmpty();
    }

    @Test
    void whatFiresOnIsRepeatedUntilItEnds() {
        pager.take(alerts.fires("age", 0.1, 0), 0);
        sent(pager, WAIT);

        assertThat(sent(pager, WAIT + REPEAT - 1)).isEmpty();
        assertThat(sent(pager, WAIT + REPEAT)).containsExactly("REPEAT age");
        assertThat(sent(pager, WAIT + 2 * REPEAT)).containsExactly("REPEAT age");
        pager.take(alerts.resolves("age", 3 * REPEAT), 3 * REPEAT);
        assertThat(sent(pager, 3 * REPEAT + WAIT)).containsExactly("RESOLVED age");
        assertThat(sent(pager, 9 * REPEAT)).isEmpty();
    }

    @Test
    void aRepetitionHasAKeyOfItsOwn() {
        pager.take(alerts.fires("age", 0.1, 0), 0);
        sent(pager, WAIT);
        pager.advance(WAIT + REPEAT);

        assertThat(pager.next().orElseThrow().key()).endsWith(".repeat-1");
    }

    @Test
    void aSilenceHoldsBackWhatBeginsInItUntilItIsOver() {
        Pager silenced = new Pager(spec(silence(0, 5000)));

        assertThat(silenced.take(alerts.fires("age", 0.1, 0), 0)).isFalse();
        assertThat(silenced.take(alerts.fires("gone", 0.1, 0), 0)).isFalse();
        assertThat(silenced.take(alerts.resolves("gone", 10), 10))
                .as("nobody was told that it began")
                .isFalse();
        assertThat(silenced.outstanding()).isEmpty();
        assertThat(sent(silenced, 4999)).isEmpty();
        assertThat(sent(silenced, 5000 + WAIT)).isEmpty();
        assertThat(sent(silenced, 5000 + 2 * WAIT)).containsExactly("FIRING age");
    }

    @Test
    void aSilenceSparesNobodyTheEndOfWhatWasTold() {
        Pager silenced = new Pager(spec(silence(100_000, 200_000)));
        silenced.take(alerts.fires("age", 0.1, 0), 0);
        sent(silenced, WAIT);

        assertThat(silenced.take(alerts.resolves("age", 150_000), 150_000)).isTrue();
        assertThat(sent(silenced, 150_000 + WAIT)).containsExactly("RESOLVED age");
    }

    @Test
    void aSeverityThatChangesInASilenceIsToldWhenItIsOver() {
        Pager silenced = new Pager(spec(silence(20_000, 50_000)));
        silenced.take(alerts.fires("age", 0.1, 0), 0);
        sent(silenced, WAIT);

        assertThat(silenced.take(alerts.worsens("age", 0.5, 30_000), 30_000)).isFalse();
        assertThat(silenced.outstanding()).isEmpty();
        assertThat(sent(silenced, 49_999)).isEmpty();
        assertThat(told(silenced, 50_000)).isEmpty();
        assertThat(told(silenced, 50_000 + WAIT)).containsExactly("FIRING CRITICAL");
        assertThat(told(silenced, 50_000 + WAIT + REPEAT)).containsExactly("REPEAT CRITICAL");
    }

    @Test
    void aSeverityThatChangesAndChangesBackInASilenceIsNotToldAgain() {
        Pager silenced = new Pager(spec(silence(20_000, 50_000)));
        silenced.take(alerts.fires("age", 0.1, 0), 0);
        sent(silenced, WAIT);
        silenced.take(alerts.worsens("age", 0.5, 30_000), 30_000);
        silenced.take(alerts.fires("age", 0.1, 40_000), 40_000);

        assertThat(told(silenced, 50_000)).isEmpty();
        assertThat(told(silenced, 50_000 + WAIT)).isEmpty();
        assertThat(told(silenced, 50_000 + WAIT + REPEAT)).containsExactly("REPEAT WARNING");
    }

    @Test
    void aSeverityThatChangesInASilenceWhileThePageWaitsIsToldToo() {
        Pager silenced = new Pager(spec(silence(1000, 5000), silence(6000, 50_000)));
        silenced.take(alerts.fires("age", 0.1, 0), 0);
        silenced.take(alerts.worsens("age", 0.5, 2000), 2000);
        silenced.advance(5000);
        silenced.take(alerts.fires("age", 0.1, 6000), 6000);

        assertThat(told(silenced, 5000 + WAIT)).containsExactly("FIRING CRITICAL");
        silenced.advance(50_000);
        assertThat(told(silenced, 50_000 + WAIT)).containsExactly("FIRING WARNING");
        assertThat(silenced.outstanding()).isEmpty();
    }

    @Test
    void ofSeveralSeveritiesWithinASilenceTheLastIsTold() {
        Pager silenced = new Pager(spec(silence(0, 5000)));
        silenced.take(alerts.fires("age", 0.1, 0), 0);
        silenced.take(alerts.worsens("age", 0.5, 2000), 2000);

        silenced.advance(5000);
        assertThat(told(silenced, 5000 + WAIT)).containsExactly("FIRING CRITICAL");
        assertThat(told(silenced, 5000 + 2 * WAIT)).isEmpty();
    }

    @Test
    void aSeverityThatChangesInASilenceDoesNotHideTheEndOfWhatWasTold() {
        Pager silenced = new Pager(spec(silence(20_000, 50_000)));
        silenced.take(alerts.fires("age", 0.1, 0), 0);
        sent(silenced, WAIT);
        silenced.take(alerts.worsens("age", 0.5, 30_000), 30_000);

        assertThat(silenced.take(alerts.resolves("age", 40_000), 40_000)).isTrue();
        assertThat(sent(silenced, 40_000 + WAIT)).containsExactly("RESOLVED age");
        assertThat(sent(silenced, 50_000 + WAIT)).as("it is over").isEmpty();
    }

    @Test
    void aSuccessorRecallsWhatWasToldBeforeTheSilenceThatHeldBackTheRest() {
        Pager silenced = new Pager(spec(silence(20_000, 50_000)));
        silenced.recall(alerts.fires("age", 0.1, 0), true, 40_000);
        silenced.recall(alerts.worsens("age", 0.5, 30_000), true, 40_000);
        silenced.recall(alerts.fires("income", 0.1, 0), true, 40_000);
        silenced.recall(alerts.worsens("income", 0.5, 30_000), true, 40_000);
        assertThat(sent(silenced, 40_000)).isEmpty();

        assertThat(silenced.take(alerts.resolves("age", 41_000), 41_000)).isTrue();
        assertThat(sent(silenced, 41_000 + WAIT)).containsExactly("RESOLVED age");
        silenced.advance(51_001);
        assertThat(told(silenced, 51_001 + WAIT)).containsExactly("FIRING CRITICAL");
    }

    @Test
    void aSilenceHoldsBackRepetitions() {
        Pager silenced = new Pager(spec(silence(REPEAT, 2 * REPEAT)));
        silenced.take(alerts.fires("age", 0.1, 0), 0);
        sent(silenced, WAIT);

        assertThat(sent(silenced, REPEAT + WAIT)).isEmpty();
        assertThat(sent(silenced, 2 * REPEAT)).containsExactly("REPEAT age");
    }

    @Test
    void aSuccessorRecallsWhatWasToldAndGoesOn() {
        long now = REPEAT / 2;
        pager.recall(alerts.fires("over", 0.1, 0), true, now);
        pager.recall(alerts.resolves("over", 1), true, now);
        pager.recall(alerts.fires("age", 0.1, 0), true, now);

        assertThat(sent(pager, now)).isEmpty();
        assertThat(sent(pager, REPEAT)).containsExactly("REPEAT age");
        assertThat(pager.take(alerts.resolves("age", now), REPEAT)).isTrue();
        assertThat(sent(pager, REPEAT + WAIT)).containsExactly("RESOLVED age");
    }

    @Test
    void aSuccessorTellsWhatASilenceHadHeldBack() {
        Pager silenced = new Pager(spec(silence(0, 5000)));
        silenced.recall(alerts.fires("age", 0.1, 100), true, 4000);

        assertThat(sent(silenced, 4500)).isEmpty();
        sent(silenced, 5000);
        assertThat(sent(silenced, 5000 + WAIT)).containsExactly("FIRING age");
    }

    @Test
    void whoIsToldForTheFirstTimeHearsWhatFiresAndNotThePast() {
        pager.recall(alerts.fires("over", 0.1, 0), false, 0);
        pager.recall(alerts.resolves("over", 1), false, 0);
        pager.recall(alerts.fires("age", 0.1, 0), false, 0);

        pager.advance(1);
        assertThat(pager.isIdle()).isFalse();
        assertThat(sent(pager, 1 + WAIT)).containsExactly("FIRING age");
        assertThat(pager.outstanding()).as("they were read before").isEmpty();
    }

    @Test
    void itIsFullWhenAsManyWaitAsMay() {
        Pager small = new Pager(new DeliverySpec(WAIT, 3, 0, 60_000, 2, List.of()));
        small.take(alerts.fires("a", 0.1, 0), 0);
        assertThat(small.isFull()).isFalse();
        small.take(alerts.fires("b", 0.1, 0), 0);
        assertThat(small.isFull()).isTrue();
        sent(small, WAIT);
        assertThat(small.isFull()).isFalse();
        assertThat(sent(small, Long.MAX_VALUE / 2))
                .as("no repetition is asked for")
                .isEmpty();
    }

    /* Whatever comes when, and whenever its owner dies: every change of an alert's life is told, in order, and what is told
     * twice has the same key. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsLostWhenOwnersDie(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Taken> topic = new ArrayList<>();
        Set<String> firing = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            String feature = "f" + random.nextInt(12) + "-" + i / 40;
            topic.add(firing.remove(feature) ? alerts.resolves(feature, i * 1000L) : fires(firing, feature, i * 1000L));
        }
        Map<String, Integer> told = new HashMap<>();
        List<String> order = new ArrayList<>();
        Pager owner = new Pager(new DeliverySpec(WAIT, 3, 0, 60_000, 100, List.of()));
        int read = 0;
        long committed = 0;
        for (long now = 0; now < 400_000; now += 700) {
            if (random.nextInt(40) == 0) {
                owner = new Pager(new DeliverySpec(WAIT, 3, 0, 60_000, 100, List.of()));
                for (read = 0; read < committed; read++) {
                    owner.recall(topic.get(read), true, now);
                }
            }
            while (read < topic.size() && topic.get(read).recorded() <= now) {
                owner.take(topic.get(read++), now);
            }
            owner.advance(now);
            if (owner.next().isPresent() && random.nextInt(3) > 0) {
                owner.next().orElseThrow().entries().forEach(entry -> {
                    if (told.merge(entry.key(), 1, Integer::sum) == 1) {
                        order.add(entry.key());
                    }
                });
                if (random.nextInt(5) > 0) {
                    owner.done(now);
                }
            }
            committed =
                    owner.outstanding().stream().mapToLong(Mark::offset).min().orElse(read);
        }

        assertThat(order)
                .containsExactlyInAnyOrderElementsOf(
                        topic.stream().map(Taken::key).distinct().toList());
        topic.forEach(change -> assertThat(order.indexOf(change.key().replace("resolved", "firing")))
                .isLessThanOrEqualTo(order.indexOf(change.key())));
    }

    private Taken fires(Set<String> firing, String feature, long now) {
        firing.add(feature);
        return alerts.fires(feature, 0.2, now);
    }
}
