package io.klarion.cli;

import io.klarion.config.CompiledConfig;
import io.klarion.config.HttpConfig;
import io.klarion.config.KafkaMetrics;
import io.klarion.console.Console;
import io.klarion.http.ConsoleSources;
import io.klarion.http.Health;
import io.klarion.http.HealthSource;
import io.klarion.http.HttpSettings;
import io.klarion.http.KlarionHttp;
import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.RecordCounters;
import io.klarion.notify.Notifier;
import io.klarion.notify.NotifierSettings;
import io.klarion.topology.MonitorStreams;
import io.klarion.topology.Ports;
import io.klarion.topology.ResultFeed;
import io.klarion.topology.StreamListener;
import io.klarion.topology.StreamsSettings;
import io.klarion.web.ShownValues;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The monitors of one configuration with their metrics and health pages, wired and running in this process. */
final class RunningMonitor implements AutoCloseable {

    private final KlarionMetrics metrics;
    private final MonitorStreams streams;
    private final KlarionHttp http;
    private final Notifier notifier;
    private final Optional<ResultFeed> feed;

    private RunningMonitor(
            KlarionMetrics metrics,
            MonitorStreams streams,
            KlarionHttp http,
            Notifier notifier,
            Optional<ResultFeed> feed) {
        this.metrics = metrics;
        this.streams = streams;
        this.http = http;
        this.notifier = notifier;
        this.feed = feed;
    }

    /** Runs until closed, and tells whom the configuration names of alerts. */
    static RunningMonitor live(CompiledConfig config, StreamsSettings settings, StreamListener listener)
            throws IOException {
        return start(config, settings, listener, false);
    }

    /** Reads what the source topics hold now and closes every window at its end. */
    static RunningMonitor bounded(CompiledConfig config, StreamsSettings settings, StreamListener listener)
            throws IOException {
        return start(config, settings, listener, true);
    }

    private static RunningMonitor start(
            CompiledConfig config, StreamsSettings settings, StreamListener listener, boolean bounded)
            throws IOException {
        KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), config.metrics());
        Ports ports = new Ports(metrics.tasks(), metrics.records(), listener);
        MonitorStreams streams = bounded
                ? MonitorStreams.bounded(settings, config.monitors(), ports, Map.of())
                : MonitorStreams.live(settings, config.monitors(), ports);
        Optional<Console> console = config.config().http().console()
                ? Optional.of(new Console(ShownValues.of(config.monitors())))
                : Optional.empty();
        KlarionHttp http = KlarionHttp.start(
                settings(config.config().http()),
                metrics.scrape(),
                health(streams),
                console.map(of -> new ConsoleSources(of, streams::monitors, metrics, Clock.systemUTC())));
        if (config.config().metrics().kafka() != KafkaMetrics.OFF) {
            metrics.observe(new KafkaStreamsMetrics(streams.streams()));
        }
        streams.start();
        NotifierSettings notifications = NotifierSettingsOf.config(config.config(), settings, !bounded);
        Notifier notifier = Notifier.start(notifications, metrics.deliveries(), Clock.systemUTC());
        Optional<ResultFeed> feed = console.map(of -> ResultFeed.start(settings, new ConsoleFeed(of)));
        return new RunningMonitor(metrics, streams, http, notifier, feed);
    }

    /** How the configuration wants them served. */
    static HttpSettings settings(HttpConfig http) {
        return new HttpSettings(http.bind(), http.port(), http.token(), http.tls());
    }

    private static HealthSource health(MonitorStreams streams) {
        return new HealthSource() {
            @Override
            public Health live() {
                return streams.failure().map(Health::down).orElse(Health.UP);
            }

            @Override
            public Health ready() {
                return streams.notReady().map(Health::down).orElse(Health.UP);
            }
        };
    }

    /** Where console, metrics and health are served. */
    URI uri() {
        return http.uri();
    }

    /** Why it can never work again; empty while it can. */
    Optional<String> failure() {
        return streams.failure();
    }

    /** How many tasks stage 2 has, over all instances. */
    int stage2Tasks() {
        return streams.internalPartitions();
    }

    /** What became of the records read. */
    RecordCounters records() {
        return metrics.records();
    }

    @Override
    public void close() {
        notifier.close();
        feed.ifPresent(ResultFeed::close);
        streams.close();
        http.close();
        metrics.close();
    }
}
