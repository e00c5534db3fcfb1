package io.klarion.metrics;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a scrape of these metrics answers. */
record Scraped(KlarionMetrics metrics) {

    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

    /** All of it, as a scraper that accepts anything gets it. */
    String text() {
        return new String(metrics.scrape().scrape(null).body(), StandardCharsets.UTF_8);
    }

    /** The same as OpenMetrics. */
    String openMetrics() {
        return new String(metrics.scrape().scrape(OPEN_METRICS).body(), StandardCharsets.UTF_8);
    }

    /** The lines of {@link #text} that begin with one of these, sorted. */
    List<String> series(String... prefixes) {
        return text().lines()
                .filter(line -> List.of(prefixes).stream().anyMatch(line::startsWith))
                .sorted()
                .toList();
    }
}
