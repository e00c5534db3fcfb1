package io.klarion.config;

import static io.klarion.config.Documents.MINIMAL;
import static io.klarion.config.Documents.monitorWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.Wander;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorCompilerTest {

    @TempDir
    Path directory;

    private Documents documents;

    @BeforeEach
    void open() throws IOException {
        documents = new Documents(directory);
        Files.createFile(directory.resolve("loans.json"));
    }

    @Test
    void watchesAllFeaturesOfTheReferenceWhenNoneIsNamed() {
        Monitor monitor = monitor(MINIMAL);

        assertThat(names(monitor)).containsExactly("income", "channel", "sensor_1", "sensor_2", "vip");
        assertThat(monitor.features())
                .extracting(MonitoredFeature::path)
                .containsExactly("/income", "/channel", "/sensor_1", "/sensor_2", "/vip");
        assertThat(monitor.references()).hasSize(1);
        assertThat(monitor.references().get(0).digest())
                .isEqualTo(References.loans().digest());
    }

    @Test
    void takesFeaturesInTheOrderOfTheEntriesAndPatternsInThatOfTheReference() {
        Monitor monitor = monitor(monitorWith("""
                features:
                  - { name: vip }
                  - { name: 'sensor_?', detect: { threshold: 0.2 } }
                  - { name: sensor_2, path: /deep/two, show-values: true }
                  - { name: '*e' }
                """));

        assertThat(names(monitor)).containsExactly("vip", "sensor_1", "sensor_2", "income");
        assertThat(monitor.features())
                .extracting(feature -> feature.detect().threshold())
                .containsExactly(0.1, 0.2, 0.1, 0.1);
        assertThat(monitor.features().get(2).path()).isEqualTo("/deep/two");
        assertThat(monitor.features().get(2).showValues()).isTrue();
    }

    @Test
    void leavesOutWhatIsExcluded() {
        assertThat(names(monitor(monitorWith("exclude: ['sensor_*', vip]")))).containsExactly("income", "channel");
        assertThat(names(monitor(monitorWith("features: [{ name: 'sensor_*' }]\nexclude: [sensor_2]"))))
                .containsExactly("sensor_1");
    }

    @Test
    void projectsTheReferenceOntoTheChosenFeatures() {
        Reference projected = monitor(monitorWith("features: [{ name: vip }, { name: income }]"))
                .references()
                .get(0);

        assertThat(projected.layout().features()).extracting(FeatureCells::name).containsExactly("vip", "income");
        assertThat(projected.pooled().features().get(0).counts()).containsOnly(5);
        assertThat(projected.pooled().features().get(1).counts()).containsOnly(1);
        assertThat(projected.pooled().records()).isEqualTo(100);
        Segment germany = new Segment(List.of("DE"));
        assertThat(projected.populationOf(germany).features().get(0).counts()).containsOnly(10);
        assertThat(projected.version()).isEqualTo(3);
    }

    @Test
    void aNameWithASlashBecomesAPointer() {
        assertThat(MonitorCompiler.defaultPath("a/b~c")).isEqualTo("/a~1b~0c");
    }

    static Stream<Arguments> disagreements() {
        return Stream.of(
                Arguments.of(
                        "features: [{ name: incme }]",
                        "features[0].name: must name a feature of the reference loans, was incme (did you mean income?)"),
                Arguments.of(
                        "features: [{ name: colour }]",
                        "features[0].name: must name a feature of the reference loans, was colour"),
                Arguments.of(
                        "features: [{ name: 'x_*' }]",
                        "features[0].name: must fit a feature of the reference loans, was x_*"),
                Arguments.of(
                        "features: [{ name: income, type: categorical }]",
                        "features[0].type: must be numeric as in the reference (or the reference must be rebuilt), was"
                                + " categorical for income"),
                Arguments.of(
                        "features: [{ name: '*', type: numeric }]\nexclude: [vip]",
                        "features[0].type: must be categorical as in the reference (or the reference must be rebuilt), was"
                                + " numeric for channel"),
                Arguments.of(
                        "features: [{ name: income, bins: { edges: [0, 10, 30] } }]",
                        "features[0].bins.edges: must be the bins [[0, 10), [10, 20]] as in the reference (or the reference"
                                + " must be rebuilt), was [0, 10, 30]"),
                Arguments.of(
                        "features: [{ name: channel, bins: { categories: [web, phone] } }]",
                        "features[0].bins.categories: must be the 2 categories as in the reference (or the reference must be"
                                + " rebuilt), was 2 others"),
                Arguments.of(
                        "features: [{ name: channel, detect: { rule: point, measure: ks } }]",
                        "features[0].detect.measure: must not need ordered cells for the categorical feature channel,"
                                + " was ks"),
                Arguments.of(
                        "detect: { rule: point, measure: ks }\nexclude: [vip]",
                        "detect.measure: must not need ordered cells for the categorical feature channel, was ks"),
                Arguments.of("exclude: ['*']", "exclude: must leave at least one feature, was all excluded"));
    }

    @ParameterizedTest
    @MethodSource("disagreements")
    void saysWhereConfigAndReferenceDisagree(String lines, String expected) {
        assertThat(problems(monitorWith(lines), file -> References.loans())).containsExactly("monitors[0]." + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "features: [{ name: income, type: numeric, bins: { edges: [0, 10, 20] } }]",
                "features: [{ name: income, bins: { count: 50 } }]",
                "features: [{ name: channel, type: categorical, bins: { categories: [branch, web] } }]",
                "features: [{ name: vip, type: boolean }]",
                "features: [{ name: '*', type: numeric }]\nexclude: [vip, channel]",
                "detect: { rule: point, measure: ks }\nexclude: [vip, channel]"
            })
    void acceptsAReferenceThatWasBuiltThatWay(String lines) {
        assertThat(problems(monitorWith(lines), file -> References.loans())).isEmpty();
    }

    @Test
    void aReferenceThatIsNotThereIsAProblem() {
        assertThat(problems(MINIMAL.replace("loans.json", "none.json"), file -> References.loans()))
                .containsExactly(
                        "monitors[0].reference.file: must be a readable file, was " + directory.resolve("none.json"));
    }

    @Test
    void aFileThatIsNoReferenceIsAProblem() {
        assertThat(problems(MINIMAL, file -> {
                    throw new IllegalArgumentException(file.getFileName() + ": no reference");
                }))
                .containsExactly("monitors[0].reference.file: must be a reference, was loans.json: no reference");
    }

    @Test
    void reportsProblemsOfTheFileAndOfTheReferenceTogether() {
        String yaml = monitorWith("windw: 1\nfeatures: [{ name: incme }, { type: numeric }]") + "http: { port: -1 }\n";

        assertThat(problems(yaml, file -> References.loans()))
                .containsExactlyInAnyOrder(
                        "monitors[0].windw: must be a known key, was unknown (did you mean window?)",
                        "monitors[0].features[1].name: must be given, was absent",
                        "http.port: must be between 0 and 65535, was -1",
                        "monitors[0].features[0].name: must name a feature of the reference loans, was incme (did you mean"
                                + " income?)");
    }

    @Test
    void warnsOfWhatMaySurprise() {
        CompiledConfig compiled = ConfigLoader.compile(
                documents.file(monitorWith("exclude: [vipp]")), Map.of(), file -> References.loans(Dispersion.UNKNOWN));

        assertThat(compiled.config().warnings())
                .containsExactly(
                        "monitors[0].reference: loans has no event times, so how much its windows differ is not known:"
                                + " records are taken as independent until the first 30 windows of each segment tell, verdicts"
                                + " say dispersion: provisional",
                        "monitors[0].exclude[0]: vipp fits no feature of the reference loans (did you mean vip?)");
    }

    @Test
    void warnsOnceOfAReferenceThatDoesNotSayHowMuchItsWindowsWander() {
        assertThat(warnings(MINIMAL, new Dispersion(0, 0.01, 1, 30)))
                .containsExactly(
                        "monitors[0].reference: loans does not say how much its windows wander: build it again,"
                                + " or a shifted mean is seen later (income, sensor_1, sensor_2)");
        assertThat(warnings(
                        monitorWith("features: [{ name: sensor_1 }, { name: vip }]"), new Dispersion(0, 0.01, 1, 30)))
                .as("of what is watched")
                .containsExactly(
                        "monitors[0].reference: loans does not say how much its windows wander: build it again,"
                                + " or a shifted mean is seen later (sensor_1)");
    }

    @Test
    void doesNotWarnOfWanderWhereNothingIsLost() {
        assertThat(warnings(monitorWith("features: [{ name: channel }]"), new Dispersion(0, 0.01, 1, 30)))
                .as("categories have no order")
                .isEmpty();
        assertThat(warnings(MINIMAL, new Dispersion(0, 0.01, 1, 30, Optional.of(new Wander(0, 0)))))
                .as("it is known")
                .isEmpty();
        assertThat(warnings(MINIMAL, new Dispersion(0.01, 0.02, 1.5, 30)))
                .as("the order of dependent records is not judged")
                .isEmpty();
        assertThat(warnings(
                        MINIMAL.replace("file: loans.json", "file: loans.json, previous: { windows: 5 }"),
                        new Dispersion(0, 0.01, 1, 30)))
                .as("the counts of the file are not used")
                .isEmpty();
    }

    @Test
    void warnsOfCategoriesThatWereChosenByTheRecordsThatCount() {
        String rare =
                "monitors[0].reference: loans has rare categories, and all records count: if the same have chosen the list,"
                        + " build it again, or new rare values are drift; if not, list them, bins: { categories: ... } (channel)";

        assertThat(warningsOfRare(monitorWith("features: [{ name: channel }]"))).containsExactly(rare);
        assertThat(warningsOfRare(monitorWith("features: [{ name: channel, bins: { categories: [web, branch] } }]")))
                .as("a list of the user's own")
                .isEmpty();
        assertThat(warningsOfRare(monitorWith("exclude: [channel]")))
                .as("what is not watched")
                .isEmpty();
    }

    private List<String> warningsOfRare(String yaml) {
        return ConfigLoader.compile(documents.file(yaml), Map.of(), file -> References.ofARareCategory())
                .config()
                .warnings();
    }

    private List<String> warnings(String yaml, Dispersion dispersion) {
        return ConfigLoader.compile(documents.file(yaml), Map.of(), file -> References.loans(dispersion))
                .config()
                .warnings();
    }

    @Test
    void theGenerationNamesWhatIsCountedAndTheConfigDigestWhatIsSaid() {
        Monitor base = monitor(MINIMAL);
        List<String> counting = List.of(
                "exclude: [vip]",
                "event-time: { max-lead: 6m }",
                "segment-by: [/country]",
                "max-segments: 5",
                "features: [{ name: income, path: /other }, { name: '*' }]");
        List<String> judging =
                List.of("detect: { threshold: 0.2 }", "detect: { hold: 2h }", "revise-for: 2d", "idle-after: 2m");

        assertThat(monitor(MINIMAL).generation()).isEqualTo(base.generation());
        assertThat(monitor(MINIMAL).configDigest()).isEqualTo(base.configDigest());
        assertThat(base.generation()).hasSize(64);
        assertThat(base.configDigest()).matches("sha256:[0-9a-f]{16}");
        TreeSet<String> digests = new TreeSet<>(List.of(base.configDigest()));
        for (String lines : counting) {
            Monitor other = monitor(monitorWith(lines));
            assertThat(other.generation()).as(lines).isNotEqualTo(base.generation());
            assertThat(digests.add(other.configDigest())).as(lines).isTrue();
        }
        for (String lines : judging) {
            Monitor other = monitor(monitorWith(lines));
            assertThat(other.generation()).as(lines).isEqualTo(base.generation());
            assertThat(digests.add(other.configDigest())).as(lines).isTrue();
        }
        assertThat(monitor(MINIMAL.replace("5m", "6m")).generation()).isNotEqualTo(base.generation());
        assertThat(monitor(MINIMAL.replace("loan-features", "others")).generation())
                .isNotEqualTo(base.generation());
    }

    private Monitor monitor(String yaml) {
        return ConfigLoader.compile(documents.file(yaml), Map.of(), file -> References.loans())
                .monitors()
                .get(0);
    }

    private List<String> problems(String yaml, Function<Path, Reference> references) {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.compile(documents.file(yaml), Map.of(), references));
        return failure == null
                ? List.of()
                : failure.problems().stream().map(Problem::toString).toList();
    }

    private static List<String> names(Monitor monitor) {
        return monitor.layout().features().stream().map(FeatureCells::name).toList();
    }
}
