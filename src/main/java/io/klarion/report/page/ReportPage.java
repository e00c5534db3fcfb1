package io.klarion.report.page;

import io.klarion.core.backtest.Outcome;
import io.klarion.web.ShownValues;
import io.klarion.web.WebFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the report of a run: one HTML file without anything from elsewhere, the same for the same results.
 *
 * <p>Its content security policy allows the page's own scripts and styles by their hashes and nothing else. Names and
 * category values are text wherever they stand.
 */
public final class ReportPage {

    private static final String UNFINISHED = ".part";

    private final Results results;
    private final ShownValues values;
    private final Selection.Limits limits;
    private final List<Outcome> tried;

    /**
     * The report of these results.
     *
     * @param values which features let their category values be shown
     */
    public ReportPage(Results results, ShownValues values) {
        this(results, values, Selection.Limits.DEFAULT);
    }

    ReportPage(Results results, ShownValues values, Selection.Limits limits) {
        this(results, values, limits, List.of());
    }

    private ReportPage(Results results, ShownValues values, Selection.Limits limits, List<Outcome> tried) {
        this.results = results;
        this.values = values;
        this.limits = limits;
        this.tried = List.copyOf(tried);
    }

    /** The same with what other settings would have told. */
    public ReportPage with(List<Outcome> outcomes) {
        return new ReportPage(results, values, limits, outcomes);
    }

    /**
     * Writes it, under another name until it is whole; replaces what is there.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    public void write(Path file) {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.deleteIfExists(file);
            try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
                write(out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            remove(unfinished, e);
            throw new UncheckedIOException("cannot write the report: " + e.getMessage(), e);
        }
    }

    private static void remove(Path unfinished, IOException why) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** Writes the page's text. */
    void write(Writer out) throws IOException {
        PageData data = PageData.of(results, values, limits);
        Headline headline = Headline.of(data, values);
        Map<String, String> parts = new HashMap<>(parts(new PageSections(data, headline), headline, data));
        parts.put("settings", new TriedSettings(tried).html());
        String page = WebFiles.filled(PageAssets.text("report.html"), parts);
        int end = page.lastIndexOf("</body>");
        out.write(page, 0, end);
        List<Series> series = data.series();
        for (int i = 0; i < series.size(); i++) {
            out.write("<script type=\"text/plain\" id=\"series-" + i + "\">");
            out.write(PageJson.packed(series.get(i)));
            out.write("</script>\n");
        }
        out.write(page, end, page.length() - end);
    }

    private static Map<String, String> parts(PageSections sections, Headline headline, PageData data) {
        String script = PageAssets.script();
        String charts = PageAssets.text(WebFiles.CHARTS);
        String style = PageAssets.style();
        String chartStyle = PageAssets.text(WebFiles.CHART_STYLE);
        return Map.ofEntries(
                Map.entry("policy-scripts", PageAssets.hash(charts) + " " + PageAssets.hash(script)),
                Map.entry("policy-styles", PageAssets.hash(chartStyle) + " " + PageAssets.hash(style)),
                Map.entry("chart-style", chartStyle),
                Map.entry("style", style),
                Map.entry("detail", PageAssets.text("detail.html")),
                Map.entry("charts", charts),
                Map.entry("script", script),
                Map.entry("mood", headline.isQuiet() ? "quiet" : "loud"),
                Map.entry("title", Html.text(headline.title())),
                Map.entry("heading", Html.dated(headline.title())),
                Map.entry("lead", Html.dated(headline.lead())),
                Map.entry(
                        "subject",
                        headline.subject().map(data::placeOf).orElse(-1).toString()),
                Map.entry("at", Long.toString(headline.at().orElse(-1))),
                Map.entry("scope", sections.scope()),
                Map.entry("facts", sections.facts()),
                Map.entry("moved", sections.moved()),
                Map.entry("alerts", sections.alerts()),
                Map.entry("notes", sections.notes()),
                Map.entry("overview", Html.json(PageJson.overview(data))));
    }
}
