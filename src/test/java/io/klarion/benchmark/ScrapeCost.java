package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.http.Health;
import io.klarion.http.HealthSource;
import io.klarion.http.KlarionHttp;
import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.MetricsPlan;
import io.klarion.metrics.TaskView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long {@code /metrics} takes over HTTP, with as many features as have series of their own by default. */
class ScrapeCost {

    private static final int FEATURES = Integer.getInteger("benchmark.features", 1000);
    private static final int SEGMENTS = Integer.getInteger("benchmark.segments", 10);
    private static final int SCRAPES = 11;

    private static final HealthSource UP = new HealthSource() {
        @Override
        public Health live() {
            return Health.UP;
        }

        @Override
        public Health ready() {
            return Health.UP;
        }
    };

    @Test
    void aThousandFeaturesInTenSegments() throws IOException, InterruptedException {
        FeatureVerdict[] features = IntStream.range(0, FEATURES)
                .mapToObj(i -> SampleVerdicts.stable("feature_" + i))
                .toArray(FeatureVerdict[]::new);
        try (KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN);
                KlarionHttp http = KlarionHttp.start("127.0.0.1", 0, metrics.scrape(), UP)) {
            TaskView task = metrics.tasks().open("1_0");
            for (int segment = 0; segment < SEGMENTS; segment++) {
                task.publish(SampleVerdicts.verdict(0, "C" + segment, features), Set.of());
            }
            scrapes(http.port(), "text/plain");
            scrapes(http.port(), "application/openmetrics-text; version=1.0.0");
        }
    }

    private static void scrapes(int port, String format) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept", format)
                .build();
        List<Double> cpu = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < SCRAPES; i++) {
            double cpuBefore = processSeconds();
            long before = System.nanoTime();
            bytes = client.send(request, BodyHandlers.ofByteArray()).body().length;
            wall.add((System.nanoTime() - before) / 1e9);
            cpu.add(processSeconds() - cpuBefore);
        }
        System.out.printf(
                "%,d features × %,d segments as %s, %,d bytes: first %.2f s (%.2f CPU s), median of the others"
                        + " %.2f s (%.2f CPU s, the client's included)%n",
                FEATURES,
                SEGMENTS,
                format,
                bytes,
                wall.get(0),
                cpu.get(0),
                Figures.median(wall.subList(1, SCRAPES)),
                Figures.median(cpu.subList(1, SCRAPES)));
        assertThat(bytes).isGreaterThan(FEATURES * SEGMENTS);
    }

    private static double processSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }
}
