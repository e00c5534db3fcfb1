package io.klarion.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;

/**
 * All metrics of this process in one registry: the live tasks, the record counters, Kafka Streams and the JVM.
 *
 * <p>Thread-safe.
 */
public final class KlarionMetrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LiveTasks tasks;
    private final RecordCounters records = new RecordCounters();
    private final DeliveryCounters deliveries = new DeliveryCounters();
    private final MetricsScrape scrape = new MetricsScrape(registry.getPrometheusRegistry());
    private final JvmGcMetrics collections = new JvmGcMetrics();

    private KlarionMetrics(Clock clock, MetricsPlan plan) {
        tasks = new LiveTasks(plan);
        registry.config().meterFilter(new KafkaMeters());
        registry.getPrometheusRegistry().register(new LiveCollector(tasks, clock, plan));
        registry.getPrometheusRegistry()
                .register(new RecordCollector(records, plan.monitors().keySet()));
        registry.getPrometheusRegistry().register(new DeliveryCollector(deliveries));
        List<MeterBinder> jvm = List.of(
                new ClassLoaderMetrics(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                collections);
        jvm.forEach(binder -> binder.bindTo(registry));
    }

    /**
     * The metrics of a process that has just started.
     *
     * @param clock what watermarks are compared with
     * @param plan what is exported, and how much at most
     */
    public static KlarionMetrics create(Clock clock, MetricsPlan plan) {
        return new KlarionMetrics(clock, plan);
    }

    /** Where tasks show their verdicts. */
    public LiveTasks tasks() {
        return tasks;
    }

    /** Where the stages count records. */
    public RecordCounters records() {
        return records;
    }

    /** Where sinks of notifications say what became of them. */
    public DeliveryCounters deliveries() {
        return deliveries;
    }

    /** What {@code /metrics} serves. */
    public MetricsScrape scrape() {
        return scrape;
    }

    /**
     * Adds the metrics of something else: those of Kafka Streams come as a {@code KafkaStreamsMetrics}, of which the
     * few that matter are let through. Its owner closes it, before what it observes.
     *
     * @param other with a stable {@code client.id} for Kafka: it becomes a label
     */
    public void observe(MeterBinder other) {
        other.bindTo(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
