package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Dispersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmBudgetConfigTest {

    private static final String YAML = """
            kafka: { bootstrap.servers: 'broker:9092' }
            monitors:
              - name: loans
                source: { topics: [loan-features] }
                segment-by: [/country]
                window: { size: 1h }
                reference: { file: loans.json }
                features:
                  - { name: income }
                  - { name: channel, detect: { confidence: 0.9 } }
                detect: { confidence: { budget: '%s' } }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void thereIsAReference() throws IOException {
        Files.createFile(directory.resolve("loans.json"));
    }

    private CompiledConfig compiled(String budget) {
        return ConfigLoader.compile(
                new Documents(directory).file(YAML.formatted(budget)),
                Map.of(),
                path -> References.loans(Dispersion.UNKNOWN));
    }

    /* Two features, one segment in the reference, 720 windows in 30 days. */
    @Test
    void theConfidenceFollowsFromFeaturesSegmentsAndWindows() {
        Monitor monitor = compiled("1 per 30d").monitors().get(0);
        double level = 1 / (1.05 * 2 * 720);
        assertThat(monitor.features().get(0).detect().confidence()).isEqualTo(1 - level, within(1e-12));
        assertThat(monitor.volume().confidence()).isEqualTo(1 - level, within(1e-12));
    }

    @Test
    void aFeatureWithAConfidenceOfItsOwnKeepsIt() {
        assertThat(compiled("1 per 30d")
                        .monitors()
                        .get(0)
                        .features()
                        .get(1)
                        .detect()
                        .confidence())
                .isEqualTo(0.9);
    }

    @Test
    void theSummarySaysWhatItComesTo() {
        assertThat(ConfigSummary.of(compiled("1 per 30d")))
                .contains("  budget      1 false alarm per 30d over 2 features, 1 segment and 720 windows: a chance of"
                        + " 0.000661 for each feature of a window");
    }

    /* 1 − 1 / 1512 = 0.99933862433862…, of which four digits of the distance to 1 are shown. */
    @Test
    void theSummaryShowsOnlyTheDigitsOfTheConfidenceThatTellAnything() {
        assertThat(String.join("\n", ConfigSummary.of(compiled("1 per 30d"))))
                .contains("  detect      drift when the lower bound of kl at confidence 0.9993386 is above 0.1")
                .contains("      drift when the lower bound of kl at confidence 0.9 is above 0.1");
    }

    /* Three segments in the file, of which the monitor takes only the cells. */
    @Test
    void whatWindowsBeforeAreComparedWithIsSharedByTheSegmentsOfTheFileToo() {
        CompiledConfig compiled = ConfigLoader.compile(
                new Documents(directory)
                        .file(YAML.formatted("1 per 30d")
                                .replace("file: loans.json", "file: loans.json, previous: { windows: 5 }")),
                Map.of(),
                path -> References.ofThreeSegments());

        double level = 1 / (1.05 * 2 * 3 * 720);
        assertThat(compiled.monitors().get(0).features().get(0).detect().confidence())
                .isEqualTo(1 - level, within(1e-12));
        List<String> summary = ConfigSummary.of(compiled);
        assertThat(summary)
                .contains("  budget      1 false alarm per 30d over 2 features, 3 segments and 720 windows: a chance of"
                        + " 0.00022 for each feature of a window");
        assertThat(summary)
                .as("only channel has a confidence of its own")
                .filteredOn(line -> line.startsWith("      drift when "))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "one per 30d", "0 per 30d", "1 per 0s", "1 per month", "-1 per 1d", "1 per 40000d"})
    void whatIsNoBudgetIsRefused(String budget) {
        assertThat(new Documents(directory).problems(YAML.formatted(budget)))
                .containsExactly("monitors[0].detect.confidence.budget: must be a number of alarms per time, such as"
                        + " 1 per 30d, was " + budget);
    }
}
