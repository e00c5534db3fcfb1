package io.klarion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SampleVerdicts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand features in ten segments are as many as have series of their own by default. */
class LargeScrapeTest {

    /* Of the processor, which a busy machine does not lengthen. Measured: 0.4 s the first time, then 0.1 to 0.2 s. */
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int FEATURES = 1000;
    private static final int SEGMENTS = 10;

    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();

    @Test
    void tenThousandFeaturesAreScrapedInTime() {
        FeatureVerdict[] features = IntStream.range(0, FEATURES)
                .mapToObj(i -> SampleVerdicts.stable("feature_" + i))
                .toArray(FeatureVerdict[]::new);
        try (KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN)) {
            TaskView task = metrics.tasks().open("1_0");
            for (int segment = 0; segment < SEGMENTS; segment++) {
                task.publish(SampleVerdicts.verdict(0, "C" + segment, features), Set.of());
            }
            MetricsScrape scrape = metrics.scrape();
            scrape.scrape(Scraped.OPEN_METRICS);

            long start = clock.getCurrentThreadCpuTime();
            scrape.scrape(Scraped.OPEN_METRICS);
            Duration took = Duration.ofNanos(clock.getCurrentThreadCpuTime() - start);

            assertThat(took).isLessThan(LIMIT);
            assertThat(new Scraped(metrics).series("klarion_feature_state")).hasSize(FEATURES * SEGMENTS);
            assertThat(new Scraped(metrics).series("klarion_feature_series_omitted"))
                    .containsExactly("klarion_feature_series_omitted 0.0");
        }
    }
}
