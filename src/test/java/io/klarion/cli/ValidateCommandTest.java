package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    @TempDir
    Path directory;

    @BeforeEach
    void writeReference() {
        CellLayout layout = CellLayout.of(
                List.of(new FeatureCells("income", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 10, 20))));
        FeatureReference income = new FeatureReference(new long[] {0, 60, 40, 0, 0, 0}, 100, Dispersion.UNKNOWN);
        ReferenceJson.write(
                directory.resolve("loans.json"),
                new Reference(
                        "loans",
                        1,
                        Long.MIN_VALUE,
                        new Provenance("train.csv", 0, 0, 0),
                        layout,
                        new Population(100, List.of(income)),
                        new TreeMap<>()));
    }

    @Test
    void printsWhatAGoodConfigurationComesTo() throws IOException {
        Path file = file("""
                kafka: { ssl.key.password: hush-hush }
                monitors:
                  - name: loans
                    source: { topics: [loan-features] }
                    window: { size: 5m }
                    reference: { file: loans.json }
                """);

        Ran ran = Ran.klarion("validate", "--config", file.toString());

        assertThat(ran.err()).isEmpty();
        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .startsWith(file + " is fine\n")
                .contains("ssl.key.password=***")
                .contains("    income               numeric      /income                     6 cells\n")
                .endsWith(
                        "taken as independent until the first 30 windows of each segment tell, verdicts say dispersion: provisional\n")
                .doesNotContain("hush-hush");
    }

    @Test
    void namesTenPlantedMistakesWithPathRuleAndValue() throws IOException {
        Path file = file("""
                http: { port: 99999 }
                streams: { guarantee: maybe }
                monitors:
                  - name: loans
                    source: { topics: [loan-features], format: xml }
                    event-time: { field: ts, out-of-orderness: 10 }
                    windw: { size: 5m }
                    window: { size: 5m, advance: 10m }
                    reference: { file: loans.json }
                    features:
                      - { name: incme, type: numeric }
                      - { name: income, bins: { count: 1 } }
                    detect: { threshold: 0.3, critical: 0.1 }
                """);

        Ran ran = Ran.klarion("validate", "--config", file.toString());

        assertThat(ran.out()).isEmpty();
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .containsExactlyInAnyOrder(
                        "klarion: the configuration has 10 problems:",
                        "  streams.guarantee: must be one of exactly-once, at-least-once, was maybe",
                        "  monitors[0].source.format: must be one of json, was xml",
                        "  monitors[0].event-time.field: must be a JSON pointer such as /applicant/income, was ts",
                        "  monitors[0].event-time.out-of-orderness: must be a duration from 0s to 3650d, like 90s, 1h30m or"
                                + " PT5M, was 10",
                        "  monitors[0].windw: must be a known key, was unknown (did you mean window?)",
                        "  monitors[0].window.advance: must be at most size 5m, was 10m",
                        "  monitors[0].detect.critical: must be at least the threshold 0.3, was 0.1",
                        "  monitors[0].features[1].bins.count: must be between 2 and 1000, was 1",
                        "  http.port: must be between 0 and 65535, was 99999",
                        "  monitors[0].features[0].name: must name a feature of the reference loans, was incme (did you mean"
                                + " income?)");
    }

    @Test
    void aReferenceChangedByHandIsAProblem() throws IOException {
        Path reference = directory.resolve("loans.json");
        Files.writeString(reference, Files.readString(reference).replace("60", "61"));
        Path file = file("""
                monitors:
                  - name: loans
                    source: { topics: [loan-features] }
                    window: { size: 5m }
                    reference: { file: loans.json }
                """);

        Ran ran = Ran.klarion("validate", "--config", file.toString());

        assertThat(ran.err())
                .startsWith("klarion: the configuration has a problem:\n"
                        + "  monitors[0].reference.file: must be a reference, was " + reference + ": digest: must be");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void aMissingConfigurationIsAProblem() {
        Path file = directory.resolve("none.yaml");

        Ran ran = Ran.klarion("validate", "--config", file.toString());

        assertThat(ran.err().lines())
                .containsExactly(
                        "klarion: the configuration has a problem:",
                        "  " + file + ": must be a readable UTF-8 file, was NoSuchFileException");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void withoutAConfigurationItSaysHowItIsUsed() {
        Ran ran = Ran.klarion("validate");

        assertThat(ran.err().lines())
                .containsExactly("klarion: Missing required option: '--config=FILE'", "Try 'klarion validate --help'");
        assertThat(ran.exit()).isEqualTo(2);
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("klarion.yaml"), yaml);
    }
}
