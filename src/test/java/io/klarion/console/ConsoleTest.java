package io.klarion.console;

import static io.klarion.core.detect.SampleVerdicts.NOON;
import static io.klarion.core.detect.SampleVerdicts.SIZE;
import static io.klarion.core.detect.SampleVerdicts.drifted;
import static io.klarion.core.detect.SampleVerdicts.ofMonitor;
import static io.klarion.core.detect.SampleVerdicts.revised;
import static io.klarion.core.detect.SampleVerdicts.stable;
import static io.klarion.core.detect.SampleVerdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.report.page.SampleResults;
import io.klarion.web.SeriesKey;
import io.klarion.web.ShownValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConsoleTest {

    private static final int ALL = 1000;
    private static final long[] USUAL = {500, 300, 200};
    private static final long[] SHIFTED = {200, 300, 500};

    private final Console console = new Console(ShownValues.NONE);

    private static Console small(int windows, int series, long cells, int alerts) {
        return new Console(ShownValues.NONE, new Limits(windows, series, cells, alerts));
    }

    private static JsonNode json(byte[] answer) {
        return JsonMapper.shared().readTree(new String(answer, StandardCharsets.UTF_8));
    }

    private static List<Long> ends(Console of, String feature) {
        return of.view(ALL).series().stream()
                .filter(one -> one.key().feature().equals(feature))
                .flatMap(one -> one.points().stream())
                .map(point -> point.end)
                .toList();
    }

    private static long end(int index) {
        return NOON + (index + 1) * SIZE;
    }

    private static List<Alert> alertsOf(SampleResults results) {
        List<Alert> alerts = new ArrayList<>();
        results.forEachAlert(alerts::add);
        return alerts;
    }

    private static SampleResults passing() {
        return new SampleResults()
                .numeric("speed", index -> (index == 2 || index == 3 ? SHIFTED : USUAL).clone())
                .windows("DE", 8);
    }

    @Test
    void windowsStandInOrderHoweverTheyCame() {
        for (int index : new int[] {3, 0, 2, 1}) {
            console.verdict(verdict(index, stable("income")));
        }

        assertThat(ends(console, "income")).containsExactly(end(0), end(1), end(2), end(3));
    }

    @Test
    void theHighestRevisionOfAWindowCountsWhicheverCameLast() {
        Verdict first = verdict(0, stable("income"));
        console.verdict(revised(first, 1, drifted("income")));
        console.verdict(first);

        SeriesView income = console.view(ALL).series().get(0);
        assertThat(income.last().state).isEqualTo(FeatureState.DRIFT);
        assertThat(income.latest().state()).isEqualTo(FeatureState.DRIFT);
        assertThat(income.points()).hasSize(1);
    }

    @Test
    void anOldWindowDoesNotBecomeTheLatest() {
        console.verdict(verdict(5, stable("income")));
        console.verdict(verdict(4, drifted("income")));

        assertThat(console.view(ALL).series().get(0).latest().state()).isEqualTo(FeatureState.STABLE);
    }

    @Test
    void onlyTheLatestWindowsAreKept() {
        Console of = small(3, 10, 1000, 10);
        IntStream.range(0, 7).forEach(index -> of.verdict(verdict(index, stable("income"))));

        assertThat(ends(of, "income")).containsExactly(end(4), end(5), end(6));
        of.verdict(verdict(0, stable("income")));
        assertThat(ends(of, "income")).containsExactly(end(4), end(5), end(6));
    }

    @Test
    void cellsAreBoundedOverAllSeries() {
        Console of = small(100, 10, 60, 10);
        FeatureVerdict[] features =
                IntStream.range(0, 5).mapToObj(i -> stable("feature" + i)).toArray(FeatureVerdict[]::new);
        for (int index = 0; index < 50; index++) {
            of.verdict(verdict(index, features));
            // three cells a window
            long cells = of.view(ALL).series().stream()
                    .mapToLong(one -> 3L * one.points().size())
                    .sum();
            assertThat(cells).isLessThanOrEqualTo(60);
        }
        assertThat(ends(of, "feature0")).contains(end(49));
    }

    @Test
    void whereSeriesAreTooManyTheLongestSilentIsForgotten() {
        Console of = small(10, 2, 1000, 10);
        of.verdict(verdict(0, "DE", stable("income")));
        of.verdict(verdict(1, "FR", stable("income")));
        of.verdict(verdict(2, "PL", stable("income")));

        assertThat(of.view(1).series().stream().map(one -> one.key().segment()))
                .containsExactly("country=FR", "country=PL");
    }

    @Test
    void anAlertRemembersWhatItWentThrough() {
        List<Alert> alerts = alertsOf(passing());
        alerts.forEach(console::alert);
        alerts.forEach(console::alert);

        List<AlertView> known = console.view(1).alerts();
        assertThat(known).hasSize(1);
        assertThat(known.get(0).history().stream().map(Alert::state))
                .containsExactly(AlertTransition.FIRING, AlertTransition.RESOLVED);
        assertThat(known.get(0).isFiring()).isFalse();
    }

    @Test
    void alertsThatFireAreKeptBeforeThoseThatAreOver() {
        Console of = small(10, 10, 1000, 1);
        Alert firing = alertsOf(passing()).get(0);
        List<Alert> over = alertsOf(new SampleResults()
                .numeric("other", index -> (index == 2 || index == 3 ? SHIFTED : USUAL).clone())
                .windows("FR", 8));
        over.forEach(of::alert);
        of.alert(firing);

        assertThat(of.view(1).alerts().stream().map(one -> one.last().feature()))
                .containsExactly("speed");
    }

    @Test
    void anAlertChangesTheSeriesItIsAbout() {
        console.verdict(verdict(0, stable("speed")));
        long before = console.view(1).revision();

        console.alert(alertsOf(passing()).get(0));

        SeriesView speed = console.view(1).series().get(0);
        assertThat(speed.revision()).isGreaterThan(before);
        assertThat(speed.firing()).hasSize(1);
        assertThat(json(ConsoleJson.series(console, new ConsoleJson.Query(Optional.empty(), before, 0, 10)))
                        .at("/series/0/firing")
                        .stringValue())
                .isEqualTo("warning");
    }

    @Test
    void theLoudestSeriesStandFirst() {
        console.verdict(verdict(0, stable("a"), drifted("b"), stable("speed")));
        console.alert(alertsOf(passing()).get(0));

        assertThat(json(ConsoleJson.series(console, new ConsoleJson.Query(Optional.empty(), -1, 0, 10)))
                        .at("/series")
                        .valueStream()
                        .map(one -> one.at("/feature").stringValue()))
                .containsExactly("speed", "b", "a");
    }

    @Test
    void onlyWhatIsAskedForIsAnswered() {
        console.verdict(verdict(0, stable("a"), stable("b"), stable("c")));
        long before = console.view(1).revision();
        console.verdict(ofMonitor("orders", verdict(0, stable("a"))));

        JsonNode page = json(ConsoleJson.series(console, new ConsoleJson.Query(Optional.empty(), -1, 1, 2)));
        JsonNode since = json(ConsoleJson.series(console, new ConsoleJson.Query(Optional.empty(), before, 0, 10)));
        JsonNode orders = json(ConsoleJson.series(console, new ConsoleJson.Query(Optional.of("orders"), -1, 0, 10)));

        assertThat(page.at("/series")).hasSize(2);
        assertThat(page.at("/found").intValue()).isEqualTo(4);
        assertThat(since.at("/series")).hasSize(1);
        assertThat(since.at("/known").intValue()).isEqualTo(4);
        assertThat(orders.at("/series/0/monitor").stringValue()).isEqualTo("orders");
    }

    @Test
    void theStripHasALetterForEachWindowOfTheMonitor() {
        console.verdict(verdict(0, "DE", stable("income")));
        console.verdict(verdict(1, "FR", drifted("income")));
        console.verdict(verdict(2, "DE", drifted("income")));

        JsonNode series = json(ConsoleJson.series(console, new ConsoleJson.Query(Optional.empty(), -1, 0, 10)));
        assertThat(series.at("/series")
                        .valueStream()
                        .map(one -> one.at("/segment_text").stringValue() + " "
                                + one.at("/states").stringValue()))
                .containsExactlyInAnyOrder("country=DE S D", "country=FR  D ");
    }

    @Test
    void categoriesAreHiddenUnlessTheFeatureShowsThem() {
        SampleResults results = new SampleResults()
                .categorical("city", List.of("Ulm", "Kiel"), true, index -> new long[] {500, 500})
                .windows("DE", 1);
        Console open = new Console(new ShownValues(Set.of(new ShownValues.OfMonitor("loans", "city"))));
        results.forEachVerdict(console::verdict);
        results.forEachVerdict(open::verdict);
        String id = SeriesId.of(new SeriesKey("loans", "country=DE", "city"));

        assertThat(new String(ConsoleJson.windows(console, id).orElseThrow(), StandardCharsets.UTF_8))
                .contains("category 1")
                .doesNotContain("Kiel");
        assertThat(new String(ConsoleJson.windows(open, id).orElseThrow(), StandardCharsets.UTF_8))
                .contains("Kiel");
    }

    @Test
    void idsAreTheSameForeverAndTellNothing() {
        assertThat(SeriesId.of(new SeriesKey("loans", "country=DE", "income"))).isEqualTo("vafeEWserANrBH5G");
        assertThat(SeriesId.of(new SeriesKey("a", "b", "</script>"))).matches("[A-Za-z0-9_-]{16}");
        assertThat(SeriesId.of(new SeriesKey("a", "bc", "d"))).isNotEqualTo(SeriesId.of(new SeriesKey("ab", "c", "d")));
    }

    @Test
    void falseAlarmsAllowedFollowFromTheConfidenceOfAllSeries() {
        // two series at 0.99, a window each five minutes: 1.05 · 2 · 0.01 · 288 a day
        for (int index = 0; index < 3; index++) {
            console.verdict(verdict(index, stable("a"), stable("b")));
        }
        alertsOf(passing()).forEach(console::alert);

        JsonNode allowed = json(ConsoleJson.overview(console)).at("/monitors/0/false_alarms");
        assertThat(allowed.at("/per_day").doubleValue()).isEqualTo(6.048);
        assertThat(allowed.at("/fired").intValue()).isEqualTo(1);
        assertThat(allowed.at("/undeclared").intValue()).isZero();
    }

    @Test
    void oneWindowAllowsNoStatementAboutADay() {
        console.verdict(verdict(0, stable("a")));

        assertThat(json(ConsoleJson.overview(console))
                        .at("/monitors/0/false_alarms/per_day")
                        .isNull())
                .isTrue();
    }

    @Test
    void referencesTellWhichWindowsTheyWereUsedFor() {
        console.verdict(verdict(0, stable("a")));
        console.verdict(verdict(4, stable("a")));

        JsonNode use = json(ConsoleJson.references(console, List.of())).at("/references/0");
        assertThat(use.at("/id").stringValue()).isEqualTo("loans");
        assertThat(use.at("/version").intValue()).isEqualTo(1);
        assertThat(use.at("/from").longValue()).isEqualTo(NOON);
        assertThat(use.at("/to").longValue()).isEqualTo(end(4));
        assertThat(use.at("/verdicts").intValue()).isEqualTo(2);
        assertThat(use.at("/created").isNull()).isTrue();
    }

    @Test
    void whoWaitsIsToldOfAChangeAndOtherwiseLetGo() throws Exception {
        long now = console.view(1).revision();
        assertThat(console.awaitChange(now, Duration.ofMillis(1))).isEqualTo(now);

        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return console.awaitChange(now, Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        console.verdict(verdict(0, stable("a")));
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isGreaterThan(now);
    }

    @Test
    void equalStatesOfTheFeedAreNoChange() {
        console.feed(new FeedState(true, "", 0));
        long now = console.view(1).revision();
        console.feed(new FeedState(true, "", 0));

        assertThat(console.view(1).revision()).isEqualTo(now);
    }

    @Test
    void limitsMustLeaveSomething() {
        assertThatThrownBy(() -> new Limits(1, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limits: must be at least 1 each, was 1, 0, 1, 1");
    }
}
