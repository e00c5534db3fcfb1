package io.klarion.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** All metrics in the format the caller asks for: Prometheus text, OpenMetrics or protobuf. Thread-safe. */
public final class MetricsScrape {

    private final PrometheusRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();

    MetricsScrape(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /**
     * One scrape.
     *
     * @param accept the HTTP header {@code Accept}; without one, or with one that asks for nothing we have, the
     *     answer is Prometheus text 0.0.4
     */
    public Exposition scrape(@Nullable String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            writer.write(body, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array takes every byte", e);
        }
        return new Exposition(writer.getContentType(), body.toByteArray());
    }
}
