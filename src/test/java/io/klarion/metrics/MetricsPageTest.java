package io.klarion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on metrics is written by this test when it is run with {@code -Dklarion.docs.write=true}. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("src/docs/metrics.md");
    private static final Pattern LOWER_SNAKE = Pattern.compile("klarion(_[a-z]+)+");

    @Test
    void pageSaysWhatTheCodeSays() throws IOException {
        String written = Files.isRegularFile(PAGE) ? Files.readString(PAGE) : "";
        int begin = written.indexOf(begin());
        int end = written.indexOf(end());
        String expected =
                written.substring(0, Math.max(0, begin)) + begin() + tables() + written.substring(Math.max(0, end));
        if (Boolean.getBoolean("klarion.docs.write")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    @Test
    void namesFollowTheConventions() {
        assertThat(MetricName.values()).allSatisfy(metric -> {
            assertThat(metric.text()).matches(LOWER_SNAKE).doesNotEndWith("_total");
            assertThat(metric.help()).endsWith(".").doesNotContain("\n");
            if (metric.text().contains("timestamp") || metric.text().contains("_lag")) {
                assertThat(metric.text()).endsWith("_seconds");
            }
        });
    }

    private static String begin() {
        return "<!-- from here on written by MetricsPageTest -->\n";
    }

    private static String end() {
        return "<!-- up to here -->";
    }

    private static String tables() {
        StringBuilder page = new StringBuilder("\n| metric | type | labels | meaning |\n|---|---|---|---|\n");
        Stream.of(MetricName.values())
                .forEach(metric -> page.append("| `")
                        .append(metric.queryName())
                        .append("` | ")
                        .append(metric.kind())
                        .append(" | ")
                        .append(String.join(", ", metric.labels()))
                        .append(" | ")
                        .append(metric.help())
                        .append(" |\n"));
        page.append("\nOf Kafka's own metrics these are served (`metrics: { kafka: off }` serves none):\n\n");
        KafkaMeters.allowed().stream()
                .sorted()
                .forEach(name -> page.append("- `").append(queryName(name)).append("`\n"));
        return page.append('\n').toString();
    }

    /* Kafka counts dead threads up, which its name does not say and Prometheus' does. */
    private static String queryName(String meter) {
        String name = meter.replace('.', '_');
        return name.equals("kafka_stream_failed_stream_threads") ? name + "_total" : name;
    }
}
