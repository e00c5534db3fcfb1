package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.management.ThreadMXBean;
import io.klarion.core.delivery.NamePattern;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Configurations that ask for too much are refused, soon and without filling the heap. */
@Timeout(60)
class ConfigBoundsTest {

    private static final int MANY = 100_000;

    @TempDir
    private Path directory;

    @Test
    void aMillionFeaturesAreMoreThanAConfigurationMayHold() {
        assertThat(problems(entries(1_000_000, i -> "f" + i), small(1)))
                .containsExactly(directory.resolve("klarion.yaml") + ": must be at most 4194304 bytes, was longer");
    }

    @Test
    void aHundredThousandFeaturesAreRefusedByTheirNumber() {
        assertThat(problems(entries(50_000, i -> "f" + i), small(1)))
                .containsExactly("monitors[0].features: must hold at most 10000 entries, was 50000 of them");
    }

    @Test
    void aPatternThatFitsAMillionFeaturesIsRefusedWithWhatItCameTo() {
        assertThat(problems(entries(1, i -> "'f*'"), small(1_000_000)))
                .containsExactly("monitors[0].features: must choose at most 10000 features, was 1000000 of the 1000000"
                        + " of the reference wide");
    }

    @Test
    void noEntriesAtAllMeansEveryFeatureAndIsRefusedAlike() {
        assertThat(problems(Documents.MINIMAL, small(MANY)))
                .containsExactly("monitors[0].features: must choose at most 10000 features, was 100000 of the 100000"
                        + " of the reference wide");
    }

    @Test
    void whatIsExcludedDoesNotCount() {
        assertThat(problems(Documents.monitorWith("exclude: ['f??????', 'f?????']"), small(MANY)))
                .isEmpty();
    }

    @Test
    void thousandsOfMisspeltNamesAreToldSoonAndOnlySomeWithAGuess() {
        List<String> told = problems(entries(10_000, i -> "f" + i + "x"), small(MANY));

        assertThat(told).hasSize(10_000);
        assertThat(told.get(0))
                .isEqualTo("monitors[0].features[0].name: must name a feature of the reference wide, was f0x (did you"
                        + " mean f0?)");
        assertThat(told.get(9_999))
                .isEqualTo("monitors[0].features[9999].name: must name a feature of the reference wide, was f9999x");
    }

    @Test
    void tooManyPatternsAreRefused() {
        assertThat(problems(entries(1001, i -> "'*" + i + "x'"), small(1)))
                .containsExactly("monitors[0].features: must hold at most 1000 patterns, was 1001 of them");
    }

    @Test
    void noPatternTakesLong() {
        String name = "a".repeat(250);

        assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(NamePattern.matching("*a".repeat(120) + "b").test(name)).isFalse();
            assertThat(NamePattern.matching("*a".repeat(120)).test(name)).isTrue();
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileWithoutAnEndIsNotReadToItsEnd() {
        assertThatThrownBy(() -> ConfigLoader.load(Path.of("/dev/zero"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("/dev/zero: must be at most 4194304 bytes, was longer");
        assertThat(new Documents(directory).problems(Documents.MINIMAL + "application-id: ${file:/dev/zero}\n"))
                .containsExactly(
                        "application-id: must use a readable file of at most 65536 bytes, was" + " ${file:/dev/zero}");
    }

    @Test
    void aliasesThatUnfoldWithoutEndAreRefused() {
        String bomb = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "x]\n")
                .collect(Collectors.joining("", "a0: &a0 [x]\n", Documents.MINIMAL));
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        List<String> told = new Documents(directory).problems(bomb);

        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains(": must be valid YAML, was ");
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(500_000_000);
    }

    private static String entries(int count, IntFunction<String> name) {
        return Documents.MINIMAL
                + IntStream.range(0, count)
                        .mapToObj(i -> "      - {name: " + name.apply(i) + "}\n")
                        .collect(Collectors.joining("", "    features:\n", ""));
    }

    private List<String> problems(String yaml, Reference reference) {
        Path file = new Documents(directory).file(yaml);
        try {
            Files.writeString(directory.resolve("loans.json"), "");
            ConfigLoader.compile(file, Map.of(), any -> reference);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream().map(Problem::toString).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /* As many features, called f0, f1 and so on, as small as can be. */
    private static Reference small(int features) {
        CategoricalBinning cells = CategoricalBinning.of(List.of());
        CellLayout layout = CellLayout.of(IntStream.range(0, features)
                .mapToObj(i -> new FeatureCells("f" + i, FeatureType.CATEGORICAL, cells))
                .toList());
        FeatureReference counts = new FeatureReference(new long[] {1, 0, 0}, 1, new Dispersion(0.01, 0.02, 1, 30));
        Population population = new Population(
                1, IntStream.range(0, features).mapToObj(i -> counts).toList());
        return new Reference(
                "wide", 1, Long.MIN_VALUE, new Provenance("wide.jsonl", 0, 1, 2), layout, population, new TreeMap<>());
    }
}
