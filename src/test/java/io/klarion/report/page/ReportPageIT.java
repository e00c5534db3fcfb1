package io.klarion.report.page;

import static io.klarion.report.page.SampleResults.changing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.klarion.browser.Chromium;
import io.klarion.browser.Tab;
import io.klarion.browser.Tab.Look;
import io.klarion.core.backtest.Outcome;
import io.klarion.core.backtest.SampleTrials;
import io.klarion.web.ShownValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The page as a person meets it: in a real browser, clicked, typed at, small, dark and large. */
class ReportPageIT {

    private static final long[] USUAL = {500, 300, 200};
    private static final long[] SHIFTED = {200, 300, 500};
    private static final String HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror=hacked=2>";

    @TempDir
    private static Path directory;

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

    private static Tab open(Results results, Look look) {
        return open(results, List.of(), look);
    }

    private static Tab open(Results results, List<Outcome> tried, Look look) {
        Path page = directory.resolve("report.html");
        new ReportPage(results, new ShownValues(Set.of(new ShownValues.OfMonitor("loans", "channel"))))
                .with(tried)
                .write(page);
        return chromium.open(page, look);
    }

    private static List<Outcome> tried() {
        return List.of(SampleTrials.scored(0.05, 2, 0, 1), SampleTrials.scored(0.2, 0, 0, 1));
    }

    private static SampleResults loans() {
        return new SampleResults()
                .numeric("age", index -> USUAL.clone())
                .numeric("income", changing(6, USUAL, SHIFTED))
                .categorical(
                        "channel", List.of("web", "shop"), true, changing(9, new long[] {500, 500}, new long[] {850, 150
                        }))
                .windows("DE", 12)
                .windows("FR", 12);
    }

    static Stream<Arguments> cases() {
        SampleResults shift = new SampleResults().numeric("income", changing(6, USUAL, SHIFTED));
        SampleResults mix = new SampleResults()
                .numeric("age", index -> USUAL.clone())
                .categorical(
                        "channel", List.of("web", "shop"), true, changing(3, new long[] {500, 500}, new long[] {50, 950
                        }));
        SampleResults passing = new SampleResults()
                .numeric("speed", index -> (index == 4 || index == 5 ? new long[] {900, 50, 50} : USUAL).clone());
        return Stream.of(
                Arguments.of(
                        shift.windows("DE", 12),
                        "income in country=DE has drifted since 2026-01-01 12:30 UTC",
                        "values in [20, 30]: 20 % → 50 % of the records"),
                Arguments.of(
                        mix.windows("DE", 8),
                        "channel in country=DE has drifted since 2026-01-01 12:15 UTC",
                        "web: 50 % → 5.0 % of the records"),
                Arguments.of(
                        passing.windows("FR", 12),
                        "speed in country=FR drifted from 2026-01-01 12:20 UTC to 2026-01-01 12:35 UTC",
                        "values in [10, 20): 30 % → 5.0 % of the records"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theHeadlineNamesFeatureOnsetAndCell(SampleResults results, String title, String moved) {
        try (Tab tab = open(results, Look.DESKTOP)) {
            assertThat(tab.text("h1")).isEqualTo(title);
            assertThat(tab.text("[data-fact=moved]")).isEqualTo(moved);
            assertThat(title).contains(tab.text("[data-fact=started]"));
            assertThat(tab.text("#detail-title")).isEqualTo(title.substring(0, title.indexOf(' ')));
            assertThat(tab.evaluate("[...document.querySelectorAll('#cells tr.moved')].map(row => row.textContent)")
                            .valueStream()
                            .map(JsonNode::asString))
                    .as("the window below is the one of the headline")
                    .anyMatch(row -> row.startsWith(
                            moved.replaceFirst("^values in ", "").replaceAll(": | → | of the records", "")));
        }
    }

    @Test
    void settingsThatWereTriedStandInATableWithTheOneToTake() {
        try (Tab tab = open(loans(), tried(), Look.DESKTOP)) {
            assertThat(tab.text("#settings p"))
                    .isEqualTo(
                            "m: take threshold 0.2: the lowest threshold without a false alarm; finds 2 of 2, at most 1"
                                    + " window late.");
            assertThat(tab.text("#settings tr.suggested th")).startsWith("threshold 0.2");
            assertThat(tab.count("#settings svg .firing")).isEqualTo(2);
            assertThat(tab.count("#settings svg .change")).isEqualTo(4);
            assertThat(tab.complaints()).isEmpty();
        }
    }

    @Test
    void itLoadsNothingAndTheBrowserHasNothingToComplainOf() {
        try (Tab tab = open(loans(), Look.DESKTOP)) {
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.requests()).hasSize(1);
        }
    }

    @Test
    void hostileNamesRunNothing() {
        SampleResults hostile = new SampleResults()
                .categorical(
                        HOSTILE, List.of(HOSTILE, "b"), true, changing(2, new long[] {500, 500}, new long[] {990, 10}));
        try (Tab tab = open(hostile.windows(HOSTILE, 4), Look.DESKTOP)) {
            assertThat(tab.evaluate("typeof window.hacked").asString()).isEqualTo("undefined");
            assertThat(tab.text("#detail-title")).isEqualTo(HOSTILE);
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.count("img")).isZero();
        }
    }

    @Test
    void aClickOnTheMapShowsThatWindow() {
        try (Tab tab = open(loans(), Look.DESKTOP)) {
            String income = "#rows tr:nth-child(1) .strip";

            tab.click(income, 0.04, 0.5);

            assertThat(tab.text("#window")).startsWith("2026-01-01 12:00 – 12:05 UTC: stable.");
            assertThat(tab.count("#cells tr.moved")).isZero();

            tab.click(income, 0.96, 0.5);

            assertThat(tab.text("#window")).startsWith("2026-01-01 12:55 – 13:00 UTC: in drift. KL divergence 0.2");
            assertThat(tab.text("#cells tr.moved th")).isEqualTo("[0, 10)");
            assertThat(tab.count("#histogram canvas")).isEqualTo(1);
        }
    }

    @Test
    void aClickOnTheCourseOrOnAnAlertShowsItsWindow() {
        try (Tab tab = open(loans(), Look.DESKTOP)) {
            tab.click("#course .u-over", 0.02, 0.5);
            assertThat(tab.text("#window")).startsWith("2026-01-01 12:00 – 12:05 UTC");

            tab.click(".alerts li:nth-child(3) button");
            assertThat(tab.text("#detail-title")).isEqualTo("channel");
            assertThat(tab.text("#window")).startsWith("2026-01-01 12:45 – 12:50 UTC: in drift");

            tab.click("[data-step='-1']");
            await("the window before")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(tab.text("#window")).startsWith("2026-01-01 12:40 – 12:45 UTC: stable"));
        }
    }

    @Test
    void everythingCanBeReachedByKey() {
        try (Tab tab = open(loans(), Look.DESKTOP)) {
            tab.evaluate("document.querySelector('#rows tr:nth-child(1) .strip').focus()");
            tab.press("ArrowLeft");
            String left = tab.text("#window");
            tab.press("ArrowRight");
            assertThat(tab.text("#window")).isNotEqualTo(left);
            assertThat(tab.evaluate("document.activeElement.getAttribute('aria-valuetext')")
                            .asString())
                    .startsWith("2026-01-01 12:");

            tab.press("ArrowDown");
            tab.press("Enter");
            assertThat(tab.evaluate("document.activeElement.id").asString()).isEqualTo("detail-title");
            assertThat(tab.text("#rows tr.chosen small")).isEqualTo("country=FR");
        }
    }

    @Test
    void filtersNarrowTheMap() {
        try (Tab tab = open(loans(), Look.DESKTOP)) {
            assertThat(tab.count("#rows tbody tr")).isEqualTo(6);

            tab.click("#find");
            tab.type("income fr");
            assertThat(tab.count("#rows tbody tr")).isEqualTo(1);
            assertThat(tab.text("#found")).isEqualTo("1 of 6 series, 1 with windows in drift");

            tab.evaluate("document.getElementById('find').value = ''");
            tab.evaluate("(() => { const state = document.getElementById('state'); state.value = 'quiet';"
                    + " state.dispatchEvent(new Event('input')); })()");
            assertThat(tab.count("#rows tbody tr")).isEqualTo(2);
            assertThat(tab.text("#rows tbody th button")).startsWith("age");
        }
    }

    @Test
    void windowsInDriftAreDrawnTallerThanStableOnes() {
        try (Tab tab = open(loans(), Look.DESKTOP)) {
            String painted = "(share => { const c = document.querySelector('#rows tbody tr:nth-child(1) canvas');"
                    + " const x = Math.round(c.width * share); const d = c.getContext('2d').getImageData(x, 0, 1, c.height).data;"
                    + " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0 ? 1 : 0; return n / c.height; })";

            await("the strip is drawn")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(tab.evaluate(painted + "(0.2)").doubleValue())
                                    .isBetween(0.1, 0.4));
            assertThat(tab.evaluate(painted + "(0.87)").doubleValue()).isGreaterThan(0.75);
        }
    }

    @Test
    void theSwitchTurnsThePageDarkAndLightAgain() {
        try (Tab tab = open(loans(), Look.DESKTOP)) {
            String paper = "getComputedStyle(document.documentElement).backgroundColor";
            assertThat(tab.evaluate(paper).asString()).isEqualTo("rgb(255, 255, 255)");

            tab.click("#theme");
            assertThat(tab.evaluate(paper).asString()).isEqualTo("rgb(18, 23, 29)");

            tab.click("#theme");
            assertThat(tab.evaluate(paper).asString()).isEqualTo("rgb(255, 255, 255)");
        }
    }

    static Stream<Look> looks() {
        return Stream.of(Look.DESKTOP, Look.DESKTOP.dark(), Look.PHONE, Look.PHONE.dark());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theAccessibilityCheckerIsCleanAndNothingOverflows(Look look) {
        try (Tab tab = open(loans(), tried(), look)) {
            assertThat(tab.violations()).isEmpty();
            assertThat(tab.overflow()).isLessThanOrEqualTo(0);
            assertThat(tab.picture()).isNotEmpty();
        }
    }

    @Test
    void aHundredFeaturesOfAThousandWindowsStayResponsive() {
        SampleResults many = new SampleResults();
        for (int feature = 0; feature < 100; feature++) {
            many.numeric("feature_" + feature, changing(500 + feature, USUAL, SHIFTED));
        }
        many.windows("DE", 1000);
        try (Tab tab = open(many, Look.DESKTOP)) {
            long opened = System.nanoTime();
            tab.click("#rows tr:nth-child(50) .strip", 0.9, 0.5);
            long clicked = System.nanoTime();

            assertThat(tab.count("#rows tbody tr")).isEqualTo(100);
            assertThat(tab.text("#rows tr.chosen td:last-child")).endsWith("of 1000");
            assertThat((clicked - opened) / 1_000_000)
                    .as("milliseconds from click to histogram")
                    .isLessThan(3000);
        }
    }
}
