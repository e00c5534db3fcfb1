package io.klarion.cli;

import io.klarion.config.CompiledConfig;
import io.klarion.config.KafkaMetrics;
import io.klarion.http.Health;
import io.klarion.http.HealthSource;
import io.klarion.http.KlarionHttp;
import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.RecordCounters;
import io.klarion.notify.Notifier;
import io.klarion.notify.NotifierSettings;
import io.klarion.topology.MonitorStreams;
import io.klarion.topology.Ports;
import io.klarion.topology.StreamListener;
import io.klarion.topology.StreamsSettings;
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

    private RunningMonitor(KlarionMetrics metrics, MonitorStreams streams, KlarionHttp http, Notifier notifier) {
        this.metrics = metrics;
        this.streams = streams;
        this.http = http;
        this.notifier = notifier;
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
        KlarionHttp http = KlarionHttp.start(
                config.config().http().bind(), config.config().http().port(), metrics.scrape(), health(streams));
        if (config.config().metrics().kafka() != KafkaMetrics.OFF) {
            metrics.observe(new KafkaStreamsMetrics(streams.streams()));
        }
        streams.start();
        NotifierSettings notifications = NotifierSettingsOf.config(config.config(), settings, !bounded);
        return new RunningMonitor(
                metrics, streams, http, Notifier.start(notifications, metrics.deliveries(), Clock.systemUTC()));
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

    /** Where metrics and health are served. */
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
        streams.close();
        http.close();
        metrics.close();
    }
}
