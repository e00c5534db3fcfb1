package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.divergence.Measure;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.reference.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointConfigTest {

    @TempDir
    private Path directory;

    private Documents documents;

    @BeforeEach
    void open() throws IOException {
        documents = new Documents(directory);
        Files.createFile(directory.resolve("loans.json"));
    }

    private Monitor monitor(Reference reference, String more) {
        Path file = documents.file("""
                kafka: { bootstrap.servers: 'broker:9092' }
                monitors:
                  - name: loans
                    source: { topics: [loan-features] }
                    window: { size: 5m }
                    reference: { file: loans.json }
                """ + more.indent(4));
        return ConfigLoader.compile(file, Map.of(), path -> reference)
                .monitors()
                .get(0);
    }

    @Test
    void aPairIsWatchedAfterItsFeaturesAndByKlWhateverTheMonitorSays() {
        Monitor monitor = monitor(References.paired(), """
                joint: [[income, channel]]
                detect: { measure: psi, threshold: 0.4, critical: none, confidence: 0.99 }
                """);

        assertThat(monitor.layout().features()).extracting(FeatureCells::name).endsWith("vip", "income & channel");
        MonitoredFeature pair = monitor.features().get(5);
        assertThat(pair.detect().measure()).isEqualTo(Measure.KL);
        assertThat(pair.detect().threshold()).isEqualTo(0.1);
        assertThat(pair.detect().confidence()).isEqualTo(0.99);
        assertThat(monitor.references().get(0).layout()).isEqualTo(monitor.layout());
    }

    @Test
    void thresholdsInKlHoldForPairsToo() {
        Monitor monitor = monitor(References.paired(), """
                joint: [[income, channel]]
                detect: { threshold: 0.05, critical: 0.2 }
                """);

        assertThat(monitor.features().get(5).detect().threshold()).isEqualTo(0.05);
        assertThat(monitor.features().get(5).detect().critical()).hasValue(0.2);
    }

    @ParameterizedTest(name = "show-values {0}: {1}")
    @CsvSource({"false, false", "true, true"})
    void thePairShowsItsValuesWhereItsCategoriesMayBeShown(boolean shown, boolean expected) {
        Monitor monitor = monitor(References.paired(), """
                joint: [[income, channel]]
                features:
                  - { name: income }
                  - { name: channel, show-values: %s }
                """.formatted(shown));

        assertThat(monitor.features().get(2).showValues()).isEqualTo(expected);
    }

    @Test
    void aPairOfTheReferenceIsNotWatchedUnasked() {
        assertThat(monitor(References.paired(), "features: [{ name: '*' }]")
                        .layout()
                        .size())
                .isEqualTo(5);
        assertThat(monitor(References.paired(), "").layout().size()).isEqualTo(5);
    }

    @Test
    void aPairThatTheReferenceDoesNotCountIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> monitor(References.loans(), "joint: [[income, channel]]"))
                .withMessageContaining("monitors[0].joint[0]: must be a pair that the reference loans counts (build it"
                        + " again with this configuration), was income & channel");
    }

    @Test
    void aPairOfWhatIsNotWatchedIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> monitor(References.paired(), """
                        joint: [[income, channel]]
                        exclude: [channel]
                        """))
                .withMessageContaining(
                        "monitors[0].joint[0]: must name two features that the monitor watches, was income & channel");
    }
}
