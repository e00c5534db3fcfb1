package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.monitor.Monitor;
import io.klarion.demo.DemoConfig;
import io.klarion.demo.DemoPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code config} run as they are. */
class ExampleConfigsTest {

    private static final Path LOANS = Path.of("config/loans.yaml");
    private static final Path REFERENCE = Path.of("config/references/loans.json");

    @TempDir
    Path directory;

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(LOANS.getParent())) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleFitsItsReference(Path example) {
        Ran ran = Ran.klarion("validate", "--config", example.toString());

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith(example + " is fine\n");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void theLoansExampleIsTheConfigurationOfTheDemo() throws IOException {
        Path demo = directory.resolve(DemoConfig.FILE);
        Files.writeString(demo, DemoConfig.text("localhost:9092", 8080));
        Files.copy(REFERENCE, directory.resolve(DemoConfig.REFERENCE_FILE));

        assertThat(monitor(LOANS)).usingRecursiveComparison().isEqualTo(monitor(demo));
    }

    /* After a change of the demo's stream, copy the file that this test makes over the example's. */
    @Test
    void theReferenceOfTheLoansExampleIsThePastOfTheDemosStream() {
        DemoPlan plan = DemoPlan.of(1, Instant.parse("2026-01-08T00:00:00Z"), false);
        Path built = Path.of("target", "loans.json");

        LoanReferenceFile.write(plan, LOANS, built);

        assertThat(REFERENCE).hasSameTextualContentAs(built);
    }

    private static Monitor monitor(Path config) {
        CompiledConfig compiled = ConfigLoader.compile(config, Map.of(), ReferenceJson::read);
        return compiled.monitors().get(0);
    }
}
