package io.klarion.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.klarion.browser.Chromium;
import io.klarion.browser.Tab;
import io.klarion.browser.Tab.Look;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.report.page.SampleResults;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as a person meets it: in a real browser, clicked, typed at, small, dark, large and live. */
class ConsolePageIT {

    private static final String HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror=hacked=2>";
    private static final String ROW = "#series tbody tr:nth-child(%d) ";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /* A server of 1500 series, asked page by page, one of which changes after the first page. */
    private static final String SERIES_THAT_CHANGE_MEANWHILE = """
            (async change => {
              const all = [...Array(1500).keys()].map(i => ({ id: `s${i}`, weight: -i, revision: 1, text: 'old' }));
              let revision = 1;
              window.fetch = async address => {
                const url = new URL(address, location.href);
                if (!url.pathname.endsWith('/series')) return new Response('{ "monitors": [], "feed": null }');
                const [since, offset, limit] = ['since', 'offset', 'limit'].map(name => +url.searchParams.get(name));
                const found = all.filter(one => one.revision > since).sort((a, b) => b.weight - a.weight);
                const answer = JSON.stringify({
                  revision, known: all.length, found: found.length, series: found.slice(offset, offset + limit),
                });
                if (revision === 1) change(all, ++revision);
                return new Response(answer);
              };
              const { store, refresh } = await import('/assets/store.js?another');
              await refresh();
              await refresh();
              return `${store.series.size} series, s0 is ${store.series.get('s0')?.text}`;
            })((all, revision) => Object.assign(all[0], { text: 'new', revision%s }))""";

    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Chromium.isInstalled(), Chromium.MISSING);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Tab open(SampleConsole server, String page, Look look) {
        return chromium.open(server.http().uri().resolve("/" + page), look);
    }

    private static void soon(String what, ThrowingRunnable holds) {
        await(what).atMost(PATIENCE).untilAsserted(holds);
    }

    private static String first(String selector) {
        return ROW.formatted(1) + selector;
    }

    @Test
    void theOverviewTellsTheLoudestFirst() throws IOException {
        try (SampleConsole server = new SampleConsole().read(SampleConsole.loans(12));
                Tab tab = open(server, "", Look.DESKTOP)) {
            assertThat(tab.text("h1")).isEqualTo("4 alerts fire");
            assertThat(tab.text("#lead")).isEqualTo("4 of 8 series in drift, 4 stable, 0 not judged.");
            assertThat(tab.text("#badge")).isEqualTo("4");
            assertThat(tab.count("#series tbody tr")).isEqualTo(8);
            assertThat(tab.text(first("th"))).isEqualTo("channelcountry=DE");
            assertThat(tab.text(first("td:nth-child(2)"))).isEqualTo("in drift warning");
            assertThat(tab.text(ROW.formatted(8) + ".state")).isEqualTo("stable");
            assertThat(tab.text("#live")).isEqualTo("Live");
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.requests())
                    .allSatisfy(request ->
                            assertThat(request).startsWith(server.http().uri().toString()));
        }
    }

    @Test
    void aClickOnAFeatureShowsItsCourseItsCellsAndItsAlerts() throws IOException {
        try (SampleConsole server = new SampleConsole().read(SampleConsole.loans(12));
                Tab tab = open(server, "", Look.DESKTOP)) {
            tab.click(ROW.formatted(3) + "th a");

            assertThat(tab.text("#subject")).isEqualTo("income in country=DE");
            assertThat(tab.text("#verdict")).isEqualTo("Now in drift. A warning alert fires.");
            assertThat(tab.text("#window"))
                    .startsWith("2026-01-01 12:55 – 13:00 UTC: in drift. KL divergence 0.274 nats");
            assertThat(tab.text("#cells tr.moved th")).isEqualTo("[0, 10)");
            assertThat(tab.count("#course canvas")).isEqualTo(1);
            assertThat(tab.text("#series-alerts li")).contains("since 2026-01-01 12:30 UTC", "income drifted: KL");

            tab.click("#course .u-over", 0.02, 0.5);
            assertThat(tab.text("#window")).startsWith("2026-01-01 12:00 – 12:05 UTC: stable.");

            tab.click("[data-step='1']");
            assertThat(tab.text("#window")).startsWith("2026-01-01 12:05 – 12:10 UTC: stable.");

            tab.click(".back a");
            assertThat(tab.text("h1")).isEqualTo("4 alerts fire");
        }
    }

    @Test
    void aNewVerdictAppearsWithoutALoad() throws IOException {
        try (SampleConsole server = new SampleConsole().read(SampleConsole.loans(2));
                Tab tab = open(server, "", Look.DESKTOP)) {
            tab.evaluate("window.loadedOnce = true");
            assertThat(tab.text("h1")).isEqualTo("All quiet");

            SampleResults later = SampleConsole.loans(7);
            later.forEachVerdict(server.console()::verdict);
            later.forEachAlert(server.console()::alert);

            soon("the drift is told", () -> {
                assertThat(tab.text("h1")).isEqualTo("2 alerts fire");
                assertThat(tab.text(first("th a"))).isEqualTo("income");
                assertThat(tab.text(first(".state"))).isEqualTo("in drift");
            });
            assertThat(tab.evaluate("window.loadedOnce").booleanValue()).isTrue();
        }
    }

    @Test
    void theLatestWindowIsFollowedUntilOneIsChosen() throws IOException {
        try (SampleConsole server = new SampleConsole().read(SampleConsole.loans(7));
                Tab tab = open(server, "", Look.DESKTOP)) {
            tab.click(first("th a"));
            assertThat(tab.text("#window")).startsWith("2026-01-01 12:30 – 12:35 UTC");

            SampleConsole.loans(8).forEachVerdict(server.console()::verdict);
            soon("the latest window", () -> assertThat(tab.text("#window")).startsWith("2026-01-01 12:35 – 12:40 UTC"));

            tab.click("[data-step='-1']");
            SampleConsole.loans(9).forEachVerdict(server.console()::verdict);
            soon("one window more", () -> assertThat(tab.text("#detail-about")).startsWith("9 windows shown"));
            assertThat(tab.text("#window")).startsWith("2026-01-01 12:30 – 12:35 UTC");
        }
    }

    @Test
    void fiveHundredFeaturesStayQuickToLookAt() throws IOException {
        SampleResults many = new SampleResults();
        for (int feature = 0; feature < 500; feature++) {
            many.numeric(
                    "feature_" + feature,
                    SampleResults.changing(30 + feature, SampleConsole.USUAL, SampleConsole.SHIFTED));
        }
        try (SampleConsole server = new SampleConsole().read(many.windows("DE", 60))) {
            long begun = System.nanoTime();
            try (Tab tab = open(server, "", Look.DESKTOP)) {
                long opened = System.nanoTime();
                assertThat(tab.text("#found")).isEqualTo("500 series, 30 in drift");
                assertThat(tab.count("#series tbody tr")).isEqualTo(100);

                tab.click("#find");
                tab.type("feature_499");
                long found = System.nanoTime();
                assertThat(tab.count("#series tbody tr")).isEqualTo(1);
                tab.click(first("th a"));
                assertThat(tab.text("#subject")).isEqualTo("feature_499 in country=DE");

                double draw = tab.evaluate(
                                "(async () => { location.hash = '#/'; await new Promise(d => setTimeout(d, 300));"
                                        + " const find = document.getElementById('find'); find.value = '';"
                                        + " const begun = performance.now(); find.dispatchEvent(new Event('input'));"
                                        + " document.body.offsetHeight; return performance.now() - begun; })()")
                        .doubleValue();
                assertThat(draw).as("milliseconds to fill the table anew").isLessThan(500);
                assertThat((opened - begun) / 1_000_000)
                        .as("milliseconds until all is shown")
                        .isLessThan(10_000);
                assertThat((found - opened) / 1_000_000)
                        .as("milliseconds to find one")
                        .isLessThan(5_000);
            }
        }
    }

    @Test
    void moreRowsAreShownWhenAskedFor() throws IOException {
        SampleResults many = new SampleResults();
        for (int feature = 0; feature < 150; feature++) {
            many.numeric("feature_" + feature, index -> SampleConsole.USUAL.clone());
        }
        try (SampleConsole server = new SampleConsole().read(many.windows("DE", 1));
                Tab tab = open(server, "", Look.DESKTOP)) {
            assertThat(tab.text("#more")).isEqualTo("Show 50 more of 150");

            tab.click("#more");

            assertThat(tab.count("#series tbody tr")).isEqualTo(150);
            assertThat(tab.count("#more")).isZero();
        }
    }

    @Test
    void hostileNamesRunNothing() throws IOException {
        SampleResults hostile = new SampleResults()
                .categorical(
                        HOSTILE,
                        List.of(HOSTILE, "b"),
                        true,
                        SampleResults.changing(2, new long[] {500, 500}, new long[] {990, 10}));
        try (SampleConsole server = new SampleConsole().read(hostile.windows(HOSTILE + "\u202e", 4));
                Tab tab = open(server, "", Look.DESKTOP)) {
            assertThat(tab.text(first("th a"))).isEqualTo(HOSTILE);
            tab.click(first("th a"));
            assertThat(tab.text("#subject")).isEqualTo(HOSTILE + " in country=" + HOSTILE + "\uFFFD");
            assertThat(tab.text("#series-alerts")).contains("</script>");
            tab.evaluate("location.hash = '#/alerts'");
            soon("the alerts", () -> assertThat(tab.count("#alerts > li")).isEqualTo(1));
            tab.evaluate("location.hash = '#/series/" + "%3Cimg%20src=x%20onerror=hacked=3%3E'");
            soon("nothing is found", () -> assertThat(tab.text("#notice")).startsWith("This series is not known"));

            assertThat(tab.evaluate("typeof window.hacked").asString()).isEqualTo("undefined");
            assertThat(tab.count("img")).isZero();
            assertThat(tab.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
        }
    }

    @Test
    void everythingCanBeReachedByKey() throws IOException {
        try (SampleConsole server = new SampleConsole().read(SampleConsole.loans(12));
                Tab tab = open(server, "", Look.DESKTOP)) {
            String focused = "document.activeElement.";
            tabTo(tab, focused + "closest('#series') !== null");
            assertThat(tab.evaluate(focused + "textContent").asString()).isEqualTo("channel");

            tab.press("Enter");
            soon(
                    "the heading is read out",
                    () -> assertThat(tab.evaluate(focused + "id").asString()).isEqualTo("subject"));

            tabTo(tab, focused + "dataset.step === '-1'");
            tab.press("Enter");
            assertThat(tab.text("#window")).startsWith("2026-01-01 12:50 – 12:55 UTC");
            tabTo(tab, focused + "id === 'cells' || " + focused + "classList.contains('scroll')");
            tabTo(tab, focused + "tagName === 'SUMMARY'");
        }
    }

    private static void tabTo(Tab tab, String condition) {
        for (int i = 0; i < 40; i++) {
            tab.press("Tab");
            if (tab.evaluate(condition).booleanValue()) {
                return;
            }
        }
        throw new AssertionError("not reached by key: " + condition);
    }

    @Test
    void alertsReferencesAndHealthAreAPageEach() throws IOException {
        try (SampleConsole server = new SampleConsole().read(SampleConsole.loans(12));
                Tab tab = open(server, "", Look.DESKTOP)) {
            tab.click("nav a[href='#/alerts']");
            assertThat(tab.text("#alerts-found")).isEqualTo("4 alerts, 4 firing");
            tab.click("#alert-find");
            tab.type("country=fr income");
            assertThat(tab.count("#alerts > li")).isEqualTo(1);
            tab.click("#alerts summary");
            assertThat(tab.text("#alerts .history li")).startsWith("2026-01-01 12:35 UTC fires, warning, 0.2");

            tab.click("nav a[href='#/references']");
            soon(
                    "the reference",
                    () -> assertThat(tab.text("#references tbody")).contains("sha256:0"));

            tab.click("nav a[href='#/health']");
            assertThat(tab.text("#health")).contains("Readyyes", "followed to their ends");
            assertThat(tab.text("#allowance tbody")).contains("loans24.2 a day1 h1.014");
        }
    }

    @Test
    void aServerThatGoesAwayIsTold() throws IOException {
        SampleConsole server = new SampleConsole().read(SampleConsole.loans(2));
        try (Tab tab = open(server, "", Look.DESKTOP)) {
            soon("connected", () -> assertThat(tab.text("#live")).isEqualTo("Live"));
            server.close();
            soon("disconnected", () -> assertThat(tab.text("#live")).isEqualTo("Reconnecting"));
        }
    }

    @Test
    void aTokenIsAskedForOnceAndNeverStandsInAnAddress() throws IOException {
        String token = "canary-0123456789-token";
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, Optional.of(token), Optional.empty());
        try (SampleConsole server = new SampleConsole(settings).read(SampleConsole.loans(12));
                Tab tab = open(server, "", Look.DESKTOP)) {
            assertThat(tab.text("label")).isEqualTo("Token");
            tab.click("#token");
            tab.type("wrong");
            tab.evaluate("document.forms[0].requestSubmit()");
            await("refused")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> tab.text(".wrong").equals("That is not the token."));
            tab.click("#token");
            tab.type(token);
            tab.evaluate("document.forms[0].requestSubmit()");
            await("let in")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> tab.text("h1").equals("4 alerts fire"));

            assertThat(tab.text("#live")).isIn("Live", "Connecting");
            assertThat(tab.evaluate("document.cookie").asString()).isEmpty();
            assertThat(tab.requests()).noneMatch(request -> request.contains(token));
            assertThat(URI.create(tab.evaluate("location.href").asString()).getPath())
                    .isEqualTo("/");
        }
    }

    static Stream<Arguments> looks() {
        return Stream.of(Look.DESKTOP, Look.DESKTOP.dark(), Look.PHONE, Look.PHONE.dark())
                .flatMap(look -> Stream.of("overview", "series", "alerts", "references", "health")
                        .map(page -> Arguments.of(look, page)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theAccessibilityCheckerIsCleanAndNothingOverflows(Look look, String page) throws IOException {
        try (SampleConsole server = new SampleConsole().read(SampleConsole.loans(12));
                Tab tab = open(server, page.equals("overview") ? "" : "#/" + page, look)) {
            if (page.equals("series")) {
                tab.evaluate("location.hash = '#/'");
                soon("the overview", () -> assertThat(tab.count(first("th a"))).isEqualTo(1));
                tab.click(first("th a"));
            }
            soon("the page", () -> assertThat(tab.count("[data-page]")).isEqualTo(1));
            assertThat(tab.violations()).isEmpty();
            assertThat(tab.overflow()).isLessThanOrEqualTo(0);
            assertThat(tab.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
        }
    }

    @Test
    void theVerdictOfAnotherInstanceIsShownToo() throws IOException {
        try (SampleConsole server = new SampleConsole().read(SampleConsole.loans(2));
                Tab tab = open(server, "", Look.DESKTOP)) {
            server.console()
                    .verdict(SampleVerdicts.ofMonitor(
                            "orders", SampleVerdicts.verdict(0, SampleVerdicts.drifted("price"))));

            soon("the other monitor", () -> {
                assertThat(tab.count("#monitors li")).isEqualTo(2);
                assertThat(tab.text(first("th"))).isEqualTo("pricecountry=DE · orders");
                assertThat(tab.count("#monitor-label")).isEqualTo(1);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", weight: -9999"})
    void whatChangesWhileThePagesAreAskedForIsNotMissed(String more) throws IOException {
        try (SampleConsole server = new SampleConsole().read(SampleConsole.loans(2));
                Tab tab = open(server, "", Look.DESKTOP)) {
            String kept =
                    tab.evaluate(SERIES_THAT_CHANGE_MEANWHILE.formatted(more)).asString();

            assertThat(kept).isEqualTo("1500 series, s0 is new");
        }
    }
}
