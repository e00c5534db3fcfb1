package io.klarion.report.page;

import static io.klarion.report.page.SampleResults.changing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.detect.Verdict;
import io.klarion.web.ShownValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportPageTest {

    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>{{style}}\"'&\u202e";
    private static final long[] USUAL = {500, 300, 200};
    private static final long[] SHIFTED = {200, 300, 500};

    private static SampleResults drifting() {
        return new SampleResults()
                .numeric("income", changing(6, USUAL, SHIFTED))
                .categorical(
                        "city", List.of("Ulm", "Kiel"), false, changing(8, new long[] {500, 500}, new long[] {800, 200
                        }))
                .windows("DE", 12);
    }

    private static String page(Results results, ShownValues values, Selection.Limits limits) throws IOException {
        StringWriter out = new StringWriter();
        new ReportPage(results, values, limits).write(out);
        return out.toString();
    }

    private static String page(Results results) throws IOException {
        return page(results, ShownValues.NONE, Selection.Limits.DEFAULT);
    }

    private static String group(String pattern, String page) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static JsonNode overview(String page) {
        return JsonMapper.shared().readTree(group("id=\"overview\">(.*?)</script>", page));
    }

    private static JsonNode windows(String page, int series) throws IOException {
        byte[] packed = Base64.getDecoder().decode(group("id=\"series-" + series + "\">(.*?)</script>", page));
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return JsonMapper.shared().readTree(plain);
        }
    }

    @Test
    void theHeadlineNamesFeatureOnsetAndTheCellThatMovedMost() throws IOException {
        String page = page(drifting());

        assertThat(group("<title>(.*?)</title>", page))
                .isEqualTo("income in country=DE has drifted since 2026-01-01 12:30 UTC – Klarion drift report");
        assertThat(group("data-fact=\"moved\">(.*?)</dd>", page))
                .isEqualTo("values in [20, 30]: 20 % → 50 % of the records");
        assertThat(group("class=\"lead\">(.*?)</p>", page))
                .startsWith("1 other of the 2 watched raised alerts too: city in country=DE from ");
    }

    @Test
    void theSharesOfTheHeadlineAreThoseThatWereCounted() throws IOException {
        String page = page(new SampleResults()
                .numeric("income", changing(3, new long[] {25, 15, 10}, new long[] {0, 0, 50}))
                .windows("DE", 8));

        assertThat(group("data-fact=\"moved\">(.*?)</dd>", page))
                .isEqualTo("values in [20, 30]: 20 % → 100 % of the records");
        assertThat(group("<ul>(.*?)</ul>", page)).contains("→ <b>0.0 %</b>").doesNotContain("missing");
    }

    @Test
    void anEarlierAlertThanTheWeightiestIsAFactOfItsOwn() throws IOException {
        String page = page(new SampleResults()
                .numeric("age", index -> (index == 2 ? SHIFTED : USUAL).clone())
                .numeric("income", changing(6, USUAL, SHIFTED))
                .windows("DE", 12));

        assertThat(group("data-fact=\"started\">(.*?)</dd>", page)).contains("2026-01-01 12:30 UTC");
        assertThat(group("data-fact=\"first\">(.*?)</dd>", page))
                .startsWith("age in country=DE, ")
                .contains("2026-01-01 12:10 UTC");
    }

    @Test
    void thePolicyAllowsItsOwnScriptsAndStylesByHashAndNothingElse() throws IOException {
        String page = page(drifting());
        String policy = group("Content-Security-Policy\" content=\"(.*?)\"", page);

        assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe");
        List<String> inline = Pattern.compile(
                        "<(?:script|script type=\"module\"|style)>(.*?)</(?:script|style)>", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(inline).hasSize(4).allSatisfy(text -> assertThat(policy).contains(PageAssets.hash(text)));
        assertThat(page)
                .doesNotContainPattern("(?:src|href)=\"(?!data:,\")")
                .doesNotContainPattern(" on[a-z]+=\"|style=\"");
    }

    @Test
    void hostileNamesAreTextWhereverTheyStand() throws IOException {
        String page = page(
                new SampleResults()
                        .categorical(
                                HOSTILE, List.of(HOSTILE, "b"), true, changing(2, new long[] {500, 500}, new long[] {
                                    990, 10
                                }))
                        .windows(HOSTILE, 4),
                new ShownValues(Set.of(new ShownValues.OfMonitor("loans", HOSTILE))),
                Selection.Limits.DEFAULT);

        assertThat(page).doesNotContain("<img").doesNotContain("\u202e");
        assertThat(overview(page).at("/series/0/feature").stringValue())
                .isEqualTo("</script><img src=x onerror=alert(1)>{{style}}\"'&\uFFFD");
        assertThat(windows(page, 0).at("/layouts/0/cells/0").stringValue()).startsWith("</script>");
        assertThat(group("<title>(.*?)</title>", page))
                .startsWith("&lt;/script&gt;&lt;img")
                .contains("{{style}}&quot;&#39;&amp;");
    }

    @Test
    void categoriesAreHiddenUnlessTheFeatureShowsThem() throws IOException {
        String hidden = page(drifting());
        String shown = page(
                drifting(),
                new ShownValues(Set.of(new ShownValues.OfMonitor("loans", "city"))),
                Selection.Limits.DEFAULT);

        assertThat(hidden).doesNotContain("Kiel");
        assertThat(windows(hidden, 1).at("/layouts/0/cells").valueStream().map(JsonNode::stringValue))
                .containsExactly("category 1", "category 2", "other", "missing", "invalid");
        assertThat(windows(shown, 1).at("/layouts/0/cells/1").stringValue()).isEqualTo("Kiel");
    }

    @Test
    void theWindowsOfASeriesHoldItsCountsAndEvidence() throws IOException {
        JsonNode windows = windows(page(drifting()), 0);

        assertThat(windows.at("/states").valueStream().map(JsonNode::stringValue))
                .hasSize(12)
                .startsWith("STABLE")
                .endsWith("DRIFT");
        assertThat(windows.at("/counts/11")
                        .valueStream()
                        .mapToLong(JsonNode::longValue)
                        .sum())
                .isEqualTo(1000);
        assertThat(windows.at("/parts/11")
                        .valueStream()
                        .mapToInt(JsonNode::intValue)
                        .sum())
                .isBetween(995, 1005);
        assertThat(windows.at("/lower/11").doubleValue())
                .isGreaterThan(0.1)
                .isLessThan(windows.at("/value/11").doubleValue());
        assertThat(windows.at("/layouts")).hasSize(1);
    }

    @Test
    void whereWindowsAreTooManyEachColumnShowsTheMostTelling() throws IOException {
        Results spike = new SampleResults()
                .numeric("income", index -> index == 4 ? SHIFTED.clone() : USUAL.clone())
                .windows("DE", 9);

        String page = page(spike, ShownValues.NONE, new Selection.Limits(3, 10, 1000));

        assertThat(overview(page).at("/series/0/states").stringValue()).isEqualTo("SDS");
        assertThat(windows(page, 0).at("/starts/1").longValue())
                .isEqualTo(SampleVerdicts.NOON + 4 * SampleVerdicts.SIZE);
        assertThat(page).contains("each column stands for 3 windows");
    }

    @Test
    void whereSeriesAreTooManyTheQuietestAreLeftOutAndThePageSaysSo() throws IOException {
        SampleResults many = new SampleResults().numeric("quiet", index -> USUAL.clone());
        many.numeric("loud", changing(1, USUAL, SHIFTED)).windows("DE", 3);

        String page = page(many, ShownValues.NONE, new Selection.Limits(10, 1, 1000));

        assertThat(overview(page)
                        .at("/series")
                        .valueStream()
                        .map(of -> of.at("/feature").stringValue()))
                .containsExactly("loud");
        assertThat(page).contains("1 series is left out");
    }

    @Test
    void theLastRevisionOfAWindowIsShown() throws IOException {
        SampleResults results = new SampleResults().verdict(SampleVerdicts.verdict(0, SampleVerdicts.stable("income")));
        results.verdict(SampleVerdicts.revised(SampleVerdicts.verdict(0), 1, SampleVerdicts.drifted("income")));

        assertThat(windows(page(results), 0).at("/states/0").stringValue()).isEqualTo("DRIFT");
    }

    @Test
    void withoutDriftItSaysSo() throws IOException {
        String page = page(
                new SampleResults().numeric("income", index -> USUAL.clone()).windows("DE", 3));

        assertThat(page).contains("<h1 id=\"title\" data-series=\"-1\" data-at=\"-1\">No drift found</h1>");
        assertThat(page).contains("1 series stayed within its threshold in 3 judged windows.");
    }

    @Test
    void whereMostWindowsHeldTooLittleItSaysThatAndNotThatNothingDrifted() throws IOException {
        String page = page(new SampleResults()
                .numeric("income", index -> index == 0 ? USUAL.clone() : new long[] {3, 3, 2})
                .windows("DE", 3));

        assertThat(page).contains("<h1 id=\"title\" data-series=\"-1\" data-at=\"-1\">Not enough data to say</h1>");
        assertThat(page)
                .contains(
                        "2 windows had too little data to say. 1 series stayed within its threshold in 1 judged window."
                                + " Longer windows hold more data: `klarion backtest --window` tries them.");
    }

    @Test
    void withoutAnyWindowItIsStillAPage() throws IOException {
        assertThat(page(new SampleResults()))
                .contains("Nothing could be judged")
                .contains("No window was closed.");
    }

    @Test
    void equalResultsGiveEqualPages() throws IOException {
        assertThat(page(drifting())).isEqualTo(page(drifting()));
    }

    @Test
    void aPageThatCannotBeFinishedDoesNotLookWhole(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("report.html");
        Files.writeString(file, "of an earlier run", StandardCharsets.UTF_8);
        Results broken = new Results() {
            @Override
            public void forEachVerdict(Consumer<Verdict> visit) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void forEachAlert(Consumer<Alert> visit) {}
        };

        assertThat(catchThrowable(() -> new ReportPage(broken, ShownValues.NONE).write(file)))
                .hasMessage("broken");
        assertThat(file).doesNotExist();
    }
}
