package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fault matrix: {@code mvn -B -Pfaults verify}, with {@code -Dfaults=name,name} for some rows or {@code
 * -Dfaults=sample} for a few. Writes {@code matrix.json}, and below it a directory of logs for each row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledIfSystemProperty(named = Soak.MINUTES, matches = ".+", disabledReason = "a soak was asked for instead")
class FaultMatrix {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path directory = Path.of(System.getProperty("faults.directory", "target/faults"));
    private final List<Row> rows = new ArrayList<>();
    private @Nullable Stage stage;

    @TestFactory
    Stream<DynamicTest> matrix() {
        List<Trial> faults = Catalogue.select(System.getProperty("faults", ""));
        stage = new Stage(directory);
        Stage shared = stage;
        return faults.stream().map(fault -> DynamicTest.dynamicTest(fault.name(), () -> run(fault, shared)));
    }

    private void run(Trial fault, Stage shared) {
        System.out.println("begin " + fault.name() + ": " + fault.expected());
        Row row = shared.run(fault);
        rows.add(row);
        JSON.writeValue(directory.resolve("matrix.json"), rows);
        System.out.println(row.line());
        assertThat(row.pass()).as(row.observed()).isTrue();
    }

    @AfterAll
    void printTable() {
        if (stage != null) {
            stage.close();
        }
        System.out.println();
        rows.forEach(row -> System.out.println(row.line()));
        System.out.printf(
                "%d of %d rows pass%n", rows.stream().filter(Row::pass).count(), rows.size());
    }
}
