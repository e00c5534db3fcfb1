package io.klarion.http;

import io.klarion.console.Console;
import io.klarion.console.FeedState;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.MetricsPlan;
import io.klarion.report.page.SampleResults;
import io.klarion.web.ShownValues;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A server whose console knows made-up results, on this machine at any free port. */
final class SampleConsole implements AutoCloseable {

    static final long[] USUAL = {500, 300, 200};
    static final long[] SHIFTED = {200, 300, 500};

    private final KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN);
    private final Console console = new Console(new ShownValues(Set.of(new ShownValues.OfMonitor("loans", "channel"))));
    private final KlarionHttp http;

    SampleConsole() throws IOException {
        this(HttpSettings.open("127.0.0.1", 0));
    }

    SampleConsole(HttpSettings settings) throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(SampleVerdicts.NOON), ZoneOffset.UTC);
        http = KlarionHttp.start(
                settings,
                metrics.scrape(),
                HealthSource.ALWAYS_UP,
                Optional.of(new ConsoleSources(console, List::of, metrics, clock)));
    }

    /** Lets the console read results. */
    SampleConsole read(SampleResults results) {
        results.forEachVerdict(console::verdict);
        results.forEachAlert(console::alert);
        console.feed(new FeedState(true, "", 0));
        return this;
    }

    Console console() {
        return console;
    }

    KlarionHttp http() {
        return http;
    }

    /** Loans of two countries: income drifts from 12:30 on, channel from 12:45 on. */
    static SampleResults loans(int windows) {
        return new SampleResults()
                .numeric("age", index -> USUAL.clone())
                .numeric("income", SampleResults.changing(6, USUAL, SHIFTED))
                .categorical(
                        "channel",
                        List.of("web", "shop"),
                        true,
                        SampleResults.changing(9, new long[] {500, 500}, new long[] {850, 150}))
                .categorical("city", List.of("Ulm", "Kiel"), false, index -> new long[] {500, 500})
                .windows("DE", windows)
                .windows("FR", windows);
    }

    @Override
    public void close() {
        http.close();
        metrics.close();
    }
}
