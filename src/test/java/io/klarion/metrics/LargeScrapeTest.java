package io.klarion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SampleVerdicts;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand features in ten segments are as many as have series of their own by default. */
class LargeScrapeTest {

    /* Measured: 0.1 to 0.4 s; the rest is for a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int FEATURES = 1000;
    private static final int SEGMENTS = 10;

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

            long start = System.nanoTime();
            Exposition answer = scrape.scrape(Scraped.OPEN_METRICS);
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            System.out.println(
                    "scrape of 10000 features: " + took.toMillis() + " ms, " + answer.body().length + " bytes");
            assertThat(took).isLessThan(LIMIT);
            assertThat(new Scraped(metrics).series("klarion_feature_state")).hasSize(FEATURES * SEGMENTS);
            assertThat(new Scraped(metrics).series("klarion_feature_series_omitted"))
                    .containsExactly("klarion_feature_series_omitted 0.0");
        }
    }
}
