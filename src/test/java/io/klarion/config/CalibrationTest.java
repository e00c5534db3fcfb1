package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.HeldOut;
import io.klarion.core.reference.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code threshold: auto}. */
class CalibrationTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void aReferenceFileIsThere() throws IOException {
        Files.createFile(directory.resolve("loans.json"));
    }

    private CompiledConfig compile(Reference reference, String more) throws IOException {
        Path file = new Documents(directory).file("""
                kafka: { bootstrap.servers: 'broker:9092' }
                monitors:
                  - name: loans
                    source: { topics: [loan-features] }
                    window: { size: 5m }
                    reference: { file: loans.json }
                """ + more.indent(4));
        return ConfigLoader.compile(file, Map.of(), path -> reference);
    }

    /* The first feature's windows show 0.25, those of the second 0.02, the rest nothing. */
    private static Reference calibrated(int windows) {
        List<FeatureReference> features = new ArrayList<>();
        for (FeatureReference feature : References.loans().pooled().features()) {
            double level = features.isEmpty() ? 0.25 : features.size() == 1 ? 0.02 : 0;
            features.add(feature.with(
                    Optional.of(new HeldOut(windows, new TreeMap<>(Map.of("kl", level, "psi", 2 * level))))));
        }
        return References.loans().withPooled(features);
    }

    private static DetectSpec judge(CompiledConfig compiled, int feature) {
        return compiled.monitors().get(0).features().get(feature).detect();
    }

    @Test
    void theThresholdIsWhatHeldOutWindowsShowAndAtLeastTheDefault() throws IOException {
        CompiledConfig compiled = compile(calibrated(30), "detect: { threshold: auto }");

        assertThat(judge(compiled, 0).threshold()).isEqualTo(0.25);
        assertThat(judge(compiled, 0).critical().orElseThrow()).isEqualTo(0.75);
        assertThat(judge(compiled, 1)).isEqualTo(DetectSpec.DEFAULT);
    }

    @Test
    void itIsThatOfTheMeasureThatJudges() throws IOException {
        CompiledConfig compiled = compile(calibrated(30), "detect: { threshold: auto, measure: psi, critical: none }");

        assertThat(judge(compiled, 0).threshold()).isEqualTo(0.5);
        assertThat(judge(compiled, 0).critical()).isEmpty();
    }

    @Test
    void oneFeatureAloneCanBeCalibratedAndOneAloneBeFixed() throws IOException {
        CompiledConfig one = compile(calibrated(30), """
                features:
                  - { name: income, detect: { threshold: auto } }
                  - name: channel
                """);
        CompiledConfig other = compile(calibrated(30), """
                detect: { threshold: auto }
                features:
                  - { name: income, detect: { threshold: 0.3 } }
                  - name: channel
                """);

        assertThat(judge(one, 0).threshold()).isEqualTo(0.25);
        assertThat(judge(one, 1).threshold()).isEqualTo(0.1);
        assertThat(judge(other, 0).threshold()).isEqualTo(0.3);
    }

    @Test
    void validateSaysWhatItRestsOn() throws IOException {
        assertThat(ConfigSummary.of(compile(calibrated(30), "detect: { threshold: auto }")))
                .contains(
                        "      threshold auto: 0.25; of 30 windows of the reference, each held against the others, 96.8 %"
                                + " of their like show at most 0.25",
                        "      threshold auto: 0.1; of 30 windows of the reference, each held against the others, 96.8 %"
                                + " of their like show at most 0.02");
    }

    @Test
    void tooFewWindowsAreRefusedWithTheNumberNeeded() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> compile(calibrated(19), "detect: { threshold: auto }"))
                .withMessageContaining(
                        "monitors[0].detect.threshold: must be a number, or the reference must be built of at"
                                + " least 20 whole windows with event times, was auto for income with 19, channel with 19,"
                                + " sensor_1 with 19, sensor_2 with 19, vip with 19");
    }

    @Test
    void aReferenceThatWasNeverLookedAtIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () -> compile(References.loans(), "features: [{ name: income, detect: { threshold: auto } }]"))
                .withMessageContaining("was auto for income with 0");
    }

    @Test
    void thePlainRuleHasNothingToCalibrate() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> compile(calibrated(30), "detect: { threshold: auto, rule: point }"))
                .withMessageContaining(
                        "monitors[0].detect.threshold: must have a number as threshold for the rule point,"
                                + " which judges no estimates, was auto");
    }

    @Test
    void monitorsWithAnotherThresholdHaveAnotherDigest() throws IOException {
        Monitor auto = compile(calibrated(30), "detect: { threshold: auto }")
                .monitors()
                .get(0);
        Monitor fixed = compile(calibrated(30), "").monitors().get(0);

        assertThat(auto.configDigest()).isNotEqualTo(fixed.configDigest());
        assertThat(auto.generation()).isEqualTo(fixed.generation());
    }
}
