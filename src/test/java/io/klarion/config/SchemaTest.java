package io.klarion.config;

import static io.klarion.config.Documents.MINIMAL;
import static io.klarion.config.Documents.monitorWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema that editors use says what the loader says, and the shipped examples obey both. */
class SchemaTest {

    private static final Path SHIPPED = Path.of("config");
    private static final JsonNode SCHEMA =
            JsonMapper.shared().readTree(SHIPPED.resolve("klarion.schema.json").toFile());
    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA);

    /* Rules between values; a schema cannot say them. */
    private static final List<String> BEYOND_A_SCHEMA = List.of(
            "must be at least the threshold",
            "must have a measure with confidence bounds",
            "must name each entry once, was a twice",
            "must be absent for the pattern",
            "must be greater than the edge before it",
            "must be absent for the type",
            "floor:2",
            "must differ from",
            "must be set as",
            "must be left to Klarion",
            "must name a broker",
            "from 10ms to 5m, like 90s, 1h30m or PT5M, was 1ms",
            "must be at most size",
            "was 4000d",
            "equal pieces");

    @TempDir
    Path directory;

    @TempDir
    static Path made;

    private static SelfSigned tls;

    private Documents documents;

    @BeforeAll
    static void make() {
        tls = SelfSigned.in(made);
    }

    @BeforeEach
    void open() throws IOException {
        documents = new Documents(directory);
        Files.copy(tls.certificate(), directory.resolve("tls.crt"));
        Files.copy(tls.key(), directory.resolve("tls.key"));
    }

    static Stream<String> badDocuments() {
        Stream<String> monitors = Stream.of(
                        ConfigProblemsTest.mistakesInAMonitor(),
                        ConfigProblemsTest.mistakesInDetect(),
                        ConfigProblemsTest.mistakesInFeatures())
                .flatMap(mistakes -> mistakes)
                .map(mistake -> monitorWith((String) mistake.get()[0]));
        Stream<String> tops = ConfigProblemsTest.mistakesAtTheTop().map(mistake -> MINIMAL + mistake.get()[0]);
        Stream<String> windows = ConfigProblemsTest.badWindows()
                .map(mistake -> MINIMAL.replace("{ size: 5m }", (String) mistake.get()[0]));
        Stream<String> others = Stream.of(
                "monitors: []",
                MINIMAL + "http: { bind: 0.0.0.0 }",
                MINIMAL + "http: { bind: '127.1' }",
                MINIMAL + "http: { bind: 127.example.com }",
                MINIMAL + "http: { token: short }",
                MINIMAL + "http: { tls: { certificate: a.pem } }",
                "monitors: [{}]",
                "just text",
                "create-topics: true",
                MINIMAL.replace("loan-features", "a b"),
                MINIMAL.replace("[loan-features]", "[]"),
                MINIMAL.replace("[loan-features]", "loan-features"),
                MINIMAL.replace("file: loans.json", "file: ''"),
                MINIMAL.replace("file: loans.json", "topic: loans"));
        return Stream.of(monitors, tops, windows, others).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("badDocuments")
    void whatTheLoaderRefusesTheSchemaRefusesToo(String yaml) {
        List<String> problems = documents.problems(yaml);
        boolean beyond =
                problems.stream().allMatch(problem -> BEYOND_A_SCHEMA.stream().anyMatch(problem::contains));

        assertThat(problems).isNotEmpty();
        assertThat(violations(yaml).isEmpty())
                .as("the schema accepts it, while the loader says %s", problems)
                .isEqualTo(beyond);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "idle-after: 1h30m",
                "idle-after: PT1H30M",
                "idle-after: P1DT0.5S",
                "revise-for: 0",
                "revise-for: 7d",
                "max-segments: 1000000",
                "detect: {}",
                "detect: { threshold: 0, critical: none, confidence: 0.5, smoothing: 'additive:1' }",
                "detect: { rule: point, measure: wasserstein, critical: 3 }",
                "event-time: { field: /a~1b/0, unit: nanos, out-of-orderness: 0 }",
                "segment-by: []",
                "segment-by: [/a, /b]",
                "features: []",
                "features: [{ name: 'über all', path: / }]",
                "features: [{ name: a, bins: { count: 1000 } }, { name: b, bins: { edges: [-1, 0.5] } }]",
                "features: [{ name: a, type: categorical, bins: { categories: [1, true, x, ''] } }]",
                "features: [{ name: a, show-values: true, bins: {}, detect: { for: 3 } }]",
                "exclude: ['*']",
                "bins: { count: 2 }"
            })
    void whatTheLoaderAcceptsInAMonitorTheSchemaAcceptsToo(String lines) {
        assertThat(documents.problems(monitorWith(lines))).isEmpty();
        assertThat(violations(monitorWith(lines))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka: {}",
                "kafka: { acks: all, retries: 5, enable.idempotence: true }",
                "streams: { start-from: latest, commit-interval: 10ms }",
                "streams: { start-from: 2026-01-01T00:00:00+01:00 }",
                "http: { bind: '::1', port: 0 }",
                "http: { bind: '[::1]' }",
                "http: { bind: 127.9.8.7 }",
                "http: { port: '${env:PORT}', bind: '${env:BIND:-localhost}' }",
                "create-topics: '${env:CREATE}'",
                "http: { console: false, token: 0123456789abcdef, tls: { certificate: tls.crt, key: tls.key } }",
                "http: { bind: 0.0.0.0, token: '${env:PORT}23456789-abcdefgh' }",
                "metrics: { kafka: off }",
                "topics: { replication-factor: 3 }"
            })
    void whatTheLoaderAcceptsAtTheTopTheSchemaAcceptsToo(String lines) {
        assertThat(documents.problems(MINIMAL + lines, Map.of("PORT", "1", "CREATE", "false")))
                .isEmpty();
        assertThat(violations(MINIMAL + lines)).isEmpty();
    }

    @Test
    void theSchemaHasTheLoadersKeysAndNoOthers() {
        Reading reading = new Reading();
        JsonNode tree = YamlTree.read(
                documents.file("monitors: [{ reference: { previous: {} }, references: [{}], features: [{}] }]\n"
                        + "notify: { webhooks: [{}], silences: [{}] }"));
        Section.document(tree, reading, new ConfigReader(reading, directory)::read);

        Set<String> inSchema = properties().keySet();
        assertThat(inSchema).contains("monitors[].features[].bins.count", "streams.threads");
        assertThat(reading.knownKeys())
                .containsExactlyInAnyOrderElementsOf(inSchema.stream()
                        .filter(key -> !key.startsWith("kafka."))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal.yaml", "loans.yaml", "klarion.reference.yaml"})
    void theShippedExamplesObeySchemaAndLoader(String name) {
        Path file = SHIPPED.resolve(name);

        assertThat(VALIDATOR.validate(YamlTree.read(file))).isEmpty();
        assertThat(ConfigLoader.load(file, Map.of()).warnings()).isEmpty();
        assertThat(file).content().startsWith("# yaml-language-server: $schema=klarion.schema.json\n");
    }

    @Test
    void theReferenceExampleShowsTheDefaults() {
        assertThat(ConfigLoader.load(SHIPPED.resolve("klarion.reference.yaml"), Map.of()))
                .usingRecursiveComparison()
                .ignoringFields("createTopics")
                .isEqualTo(ConfigLoader.load(SHIPPED.resolve("minimal.yaml"), Map.of()));
    }

    @Test
    void theReferenceExampleHasEveryKeyWithTheSchemasDefault() throws Exception {
        String text = Files.readString(SHIPPED.resolve("klarion.reference.yaml"));
        String everything = text.replaceAll("(?m)^( *)#((?:  +)?(?:- )?(?:\\{ )?[a-z-]+:)", "$1$2");
        // Some keys stand for others.
        assertThat(documents.problems(everything))
                .allSatisfy(problem -> assertThat(problem).contains(": must be absent beside "));
        Map<String, JsonNode> shown = new TreeMap<>();
        values("", YamlTree.read(documents.file(everything)), shown);

        Map<String, JsonNode> properties = new TreeMap<>(properties());
        // At a feature, the monitor's values are the defaults.
        properties.keySet().removeIf(key -> key.startsWith("monitors[].features[].detect."));
        assertThat(shown.keySet()).containsAll(properties.keySet());
        properties.forEach((key, property) -> {
            if (property.has("default")) {
                assertThat(shown.get(key)).as(key).isEqualTo(property.get("default"));
            }
        });
    }

    private List<Error> violations(String yaml) {
        return VALIDATOR.validate(YamlTree.read(documents.file(yaml)));
    }

    /* Every property of the schema by its path, list positions as []. */
    private static Map<String, JsonNode> properties() {
        Map<String, JsonNode> properties = new TreeMap<>();
        collect("", SCHEMA, properties);
        return properties;
    }

    private static void collect(String path, JsonNode schema, Map<String, JsonNode> properties) {
        JsonNode target =
                schema.has("$ref") ? SCHEMA.at(schema.get("$ref").asString().substring(1)) : schema;
        target.path("properties").properties().forEach(property -> {
            String key = Section.join(path, property.getKey());
            properties.put(key, property.getValue());
            collect(key, property.getValue(), properties);
        });
        if (target.has("items")) {
            collect(path + "[]", target.get("items"), properties);
        }
    }

    private static void values(String path, JsonNode node, Map<String, JsonNode> values) {
        values.putIfAbsent(path, node);
        node.properties().forEach(entry -> values(Section.join(path, entry.getKey()), entry.getValue(), values));
        if (node.isArray()) {
            node.forEach(item -> values(path + "[]", item, values));
        }
    }
}
