package io.klarion.config;

import static io.klarion.config.Documents.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.klarion.codec.SlottedReferences;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.Previous;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.SlotKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a monitor may compare its windows with. */
class ReferenceConfigTest {

    @TempDir
    Path directory;

    private Documents documents;

    @BeforeEach
    void open() throws IOException {
        documents = new Documents(directory);
        for (String name : List.of("loans.json", "summer.json", "week.json")) {
            Files.writeString(directory.resolve(name), "");
        }
    }

    private static Reference read(Path file) {
        return file.getFileName().toString().startsWith("week")
                ? SlottedReferences.weeks(SlotKind.HOUR_OF_WEEK)
                : References.loans();
    }

    private Monitor compiled(String window, String reference) {
        return ConfigLoader.compile(file(window, reference), Map.of(), ReferenceConfigTest::read)
                .monitors()
                .get(0);
    }

    private List<String> problems(String window, String reference) {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> compiled(window, reference));
        return failure.problems().stream().map(Problem::toString).toList();
    }

    private Path file(String window, String reference) {
        return documents.file(
                MINIMAL.replace("{ size: 5m }", window).replace("reference: { file: loans.json }", reference));
    }

    @Test
    void severalReferencesAreKnownByTheirNames() {
        Monitor monitor = compiled(
                "{ size: 5m }",
                "references: [{ name: winter, file: loans.json }, { name: summer, file: summer.json }]");
        assertThat(monitor.references()).extracting(Reference::id).containsExactly("winter", "summer");
        assertThat(monitor.previous()).isEmpty();
    }

    @Test
    void previousWindowsTakeThePlaceOfTheCounts() {
        Monitor monitor = compiled(
                "{ size: 5m }", "reference: { file: loans.json, previous: { windows: 24, exclude-drift: true } }");
        assertThat(monitor.previous()).contains(new Previous(24, true));
        assertThat(monitor.references()).isEmpty();
        assertThat(monitor.layout().size()).isEqualTo(5);
        assertThat(compiled("{ size: 5m }", "reference: { file: loans.json, previous: { windows: 23 } }")
                        .configDigest())
                .isNotEqualTo(monitor.configDigest());
    }

    @Test
    void slotsAreThoseTheReferenceWasBuiltWith() {
        String berlin = "reference: { file: week.json, slots: hour-of-week, time-zone: Europe/Berlin }";
        assertThat(compiled("{ size: 1h }", berlin).references().get(0).calendar())
                .isPresent();
        assertThat(compiled("{ size: 1h }", "reference: { file: week.json }")
                        .references()
                        .get(0)
                        .calendar())
                .isPresent();
    }

    @Test
    void longWindowsThatStartAtOtherHoursOnceClocksChangeAreWarnedOf() {
        Path file =
                file("{ size: 6h }", "reference: { file: week.json, slots: hour-of-week, time-zone: Europe/Berlin }");
        CompiledConfig compiled =
                ConfigLoader.compile(file, Map.of(), any -> SlottedReferences.weeks(SlotKind.HOUR_OF_WEEK, 6));
        assertThat(compiled.config().warnings())
                .containsExactly("monitors[0].reference.slots: windows every 6h start at other hours of Europe/Berlin"
                        + " once clocks change: compared with all records then, unless the reference has seen both");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            { size: 1h } | reference: { file: week.json, slots: day-of-week }                    | reference.slots: must be hour-of-week in Europe/Berlin as in the reference (or it must be rebuilt), was day-of-week in UTC
            { size: 1h } | reference: { file: loans.json, slots: day-of-week }                   | reference.slots: must be absent as in the reference (or it must be rebuilt), was day-of-week in UTC
            { size: 5m } | reference: { file: week.json }                                        | reference.file: must have slots of windows of 5m every 5m (or it must be rebuilt), was 1h every 1h
            { size: 2d } | reference: { file: loans.json, slots: hour-of-day }                   | reference.slots: must have windows of at most 1d, was hour-of-day with windows of 2d
            { size: 1h } | reference: { file: week.json, slots: hour }                           | reference.slots: must be one of hour-of-day, day-of-week, hour-of-week, was hour
            { size: 1h } | reference: { file: week.json, slots: hour-of-week, time-zone: Berlin } | reference.time-zone: must be a time zone such as Europe/Berlin, was Berlin
            { size: 1h } | reference: { file: loans.json, time-zone: UTC }                       | reference.time-zone: must be absent without slots, was given
            { size: 1h } | reference: { file: loans.json, previous: {} }                         | reference.previous.windows: must be given, was absent
            { size: 1h } | reference: { file: loans.json, previous: { windows: 0 } }             | reference.previous.windows: must be between 1 and 1000, was 0
            { size: 1h, advance: 1m } | reference: { file: loans.json, previous: { windows: 200 } } | reference.previous.windows: must need at most 10000 overlapping windows to be remembered, was 200, which needs 12000
            { size: 5m } | references: []                                                        | references: must hold 1 to 100 references, was 0 of them
            { size: 5m } | references: [{ name: a, file: loans.json }, { name: a, file: loans.json }] | references: must name each entry once, was a twice
            { size: 5m } | references: [{ file: loans.json }]                                    | references[0].name: must be given, was absent
            """)
    void whatDoesNotGoTogetherIsRefused(String window, String reference, String problem) {
        assertThat(problems(window, reference)).contains("monitors[0]." + problem);
    }

    @Test
    void referencesOfOneMonitorHaveTheSameCells() {
        assertThat(problems(
                        "{ size: 1h }", "references: [{ name: a, file: loans.json }, { name: b, file: week.json }]"))
                .containsExactly("monitors[0].references[1].file: must have the features and cells of "
                        + directory.resolve("loans.json") + ", was others in " + directory.resolve("week.json"));
    }
}
