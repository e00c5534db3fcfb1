package io.klarion.config;

import static io.klarion.config.Documents.MINIMAL;
import static io.klarion.config.Documents.monitorWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigProblemsTest {

    @TempDir
    Path directory;

    private Documents documents;

    @BeforeEach
    void open() {
        documents = new Documents(directory);
    }

    static Stream<Arguments> mistakesInAMonitor() {
        return Stream.of(
                mistake("windw: { size: 5m }", "windw: must be a known key, was unknown (did you mean window?)"),
                mistake("colour: red", "colour: must be a known key, was unknown"),
                mistake("event_time: {}", "event_time: must be a known key, was unknown (did you mean event-time?)"),
                mistake("event-time: { unit: seconds }", "event-time.unit: must be absent without field, was given"),
                mistake(
                        "event-time: { field: ts }",
                        "event-time.field: must be a JSON pointer such as /applicant/income, was ts"),
                mistake(
                        "event-time: { field: /a~2b }",
                        "event-time.field: must be a JSON pointer such as /applicant/income, was /a~2b"),
                mistake(
                        "event-time: { field: /ts, unit: ms }",
                        "event-time.unit: must be one of iso8601, seconds, millis, micros, nanos, was ms"),
                mistake(
                        "event-time: { max-lead: soon }",
                        "event-time.max-lead: must be a duration from 0s to 3650d, like 90s, 1h30m or PT5M, was soon"),
                mistake(
                        "event-time: { out-of-orderness: 10 }",
                        "event-time.out-of-orderness: must be a duration from 0s to 3650d, like 90s, 1h30m or PT5M, was 10"),
                mistake("segment-by: /country", "segment-by: must be a list, was /country"),
                mistake("segment-by: [/a, /a]", "segment-by: must name each entry once, was /a twice"),
                mistake(
                        "idle-after: 0s",
                        "idle-after: must be a duration from 1ms to 3650d, like 90s, 1h30m or PT5M, was 0s"),
                mistake("max-segments: 0", "max-segments: must be between 1 and 1000000, was 0"),
                mistake("max-segments: many", "max-segments: must be between 1 and 1000000, was many"),
                mistake("max-segments: 1.5", "max-segments: must be between 1 and 1000000, was 1.5"),
                mistake("max-segments: '5'", "max-segments: must be between 1 and 1000000, was 5"),
                mistake("max-segments:", "max-segments: must be between 1 and 1000000, was empty"),
                mistake("max-segments: [1]", "max-segments: must be between 1 and 1000000, was a list"));
    }

    static Stream<Arguments> mistakesInDetect() {
        return Stream.of(
                mistake("detect: loose", "detect: must be a map of keys and values, was loose"),
                mistake("detect: []", "detect: must be a map of keys and values, was a list without entries"),
                mistake("detect: { missing: 1.5 }", "detect.missing: must be a number from 0 to 1, or none, was 1.5"),
                mistake("detect: { invalid: few }", "detect.invalid: must be a number from 0 to 1, or none, was few"),
                mistake(
                        "detect: { volume: 0.5 }",
                        "detect.volume: must be a number from 1 to 1000000, or none, was 0.5"),
                mistake("joint: [income]", "joint[0]: must be a list of two different entries, was income"),
                mistake("joint: [[income]]", "joint[0]: must be a list of two different entries, was a list"),
                mistake("joint: [[a, a]]", "joint[0]: must be a list of two different entries, was a list"),
                mistake("detect: { rule: always }", "detect.rule: must be one of bound, point, was always"),
                mistake(
                        "detect: { measure: kld }",
                        "detect.measure: must be one of kl, reverse_kl, psi, js, hellinger, total_variation, chi_square, ks,"
                                + " wasserstein, was kld"),
                mistake(
                        "detect: { measure: ks }",
                        "detect.measure: must have a measure with confidence bounds (kl, reverse_kl, psi, js, hellinger,"
                                + " chi_square) for the rule bound, was ks"),
                mistake(
                        "detect: { threshold: -0.1 }",
                        "detect.threshold: must be a number of at least 0, or auto, was -0.1"),
                mistake(
                        "detect: { threshold: 0.5, critical: 0.4 }",
                        "detect.critical: must be at least the threshold 0.5, was 0.4"),
                mistake("detect: { critical: 0.01 }", "detect.critical: must be at least the threshold 0.1, was 0.01"),
                mistake(
                        "detect: { confidence: 1 }",
                        "detect.confidence: must be a number of at least 0.5 and below 1, was 1"),
                mistake(
                        "detect: { confidence: 0.49 }",
                        "detect.confidence: must be a number of at least 0.5 and below 1, was 0.49"),
                mistake("detect: { for: 0 }", "detect.for: must be between 1 and 1000, was 0"),
                mistake(
                        "detect: { smoothing: laplace }",
                        "detect.smoothing: must be none, additive:<alpha> or floor:<epsilon>, was laplace"),
                mistake(
                        "detect: { smoothing: 'floor:2' }",
                        "detect.smoothing: must be none, additive:<alpha> or floor:<epsilon>, was floor:2"));
    }

    static Stream<Arguments> mistakesInFeatures() {
        return Stream.of(
                mistake("features: income", "features: must be a list of maps, was income"),
                mistake("features: [income]", "features[0]: must be a map of keys and values, was income"),
                mistake("features: [{ type: numeric }]", "features[0].name: must be given, was absent"),
                mistake(
                        "features: [{ name: ' ' }]",
                        "features[0].name: must be a text of 1 to 250 characters without control characters, was  "),
                mistake(
                        "features: [{ name: 7 }]",
                        "features[0].name: must be a text of 1 to 250 characters without control characters, was 7"),
                mistake("features: [{ name: a }, { name: a }]", "features: must name each entry once, was a twice"),
                mistake(
                        "features: [{ name: a, type: number }]",
                        "features[0].type: must be one of numeric, categorical, boolean, was number"),
                mistake(
                        "features: [{ name: a, show-values: yes }]",
                        "features[0].show-values: must be true or false, was yes"),
                mistake(
                        "features: [{ name: 'a*', path: /a }]",
                        "features[0].path: must be absent for the pattern a*, was /a"),
                mistake(
                        "features: [{ name: a, bins: { count: 1 } }]",
                        "features[0].bins.count: must be between 2 and 1000, was 1"),
                mistake(
                        "features: [{ name: a, bins: { edges: [1] } }]",
                        "features[0].bins.edges: must hold 2 to 1001 numbers, was 1 of them"),
                mistake(
                        "features: [{ name: a, bins: { edges: [1, 3, 3] } }]",
                        "features[0].bins.edges[2]: must be greater than the edge before it, 3, was 3"),
                mistake(
                        "features: [{ name: a, bins: { edges: [1, x, 3] } }]",
                        "features[0].bins.edges[1]: must be a number, was x"),
                mistake(
                        "features: [{ name: a, bins: { categories: [] } }]",
                        "features[0].bins.categories: must hold 1 to 1000 texts, was 0 of them"),
                mistake(
                        "features: [{ name: a, bins: { categories: [x, y, x] } }]",
                        "features[0].bins.categories[2]: must be listed once, was x"),
                mistake(
                        "features: [{ name: a, bins: { categories: [1.10] } }]",
                        "features[0].bins.categories[0]: must be a text (put fractions in quotes), was 1.1"),
                mistake(
                        "features: [{ name: a, bins: { count: 5, edges: [1, 2] } }]",
                        "features[0].bins.edges: must be the only way to make bins, was beside count"),
                mistake(
                        "features: [{ name: a, type: boolean, bins: { categories: [x] } }]",
                        "features[0].bins.categories: must be absent for the type boolean, was given"),
                mistake(
                        "features: [{ name: a, type: categorical, bins: { edges: [1, 2] } }]",
                        "features[0].bins.edges: must be absent for the type categorical, was given"),
                mistake("bins: { edges: [1, 2] }", "bins.edges: must be a known key, was unknown"),
                mistake("exclude: '*_id'", "exclude: must be a list, was *_id"));
    }

    @ParameterizedTest
    @MethodSource({"mistakesInAMonitor", "mistakesInDetect", "mistakesInFeatures"})
    void namesPathRuleAndValueOfAMistakeInAMonitor(String lines, String expected) {
        assertThat(documents.problems(monitorWith(lines))).containsExactly("monitors[0]." + expected);
    }

    static Stream<Arguments> mistakesAtTheTop() {
        return Stream.of(
                mistake("monitor: []", "monitor: must be a known key, was unknown (did you mean monitors?)"),
                mistake(
                        "application-id: a b",
                        "application-id: must be 1 to 100 letters, digits, dots, hyphens or underscores,"
                                + " the first a letter or digit, was a b"),
                mistake("create-topics: 1", "create-topics: must be true or false, was 1"),
                mistake("http: { port: 70000 }", "http.port: must be between 0 and 65535, was 70000"),
                mistake("streams: { threads: 0 }", "streams.threads: must be between 1 and 256, was 0"),
                mistake(
                        "streams: { guarantee: exactly_once_v2 }",
                        "streams.guarantee: must be one of exactly-once, at-least-once, was exactly_once_v2"),
                mistake(
                        "streams: { start-from: now }",
                        "streams.start-from: must be earliest, latest or an instant such as 2026-01-01T00:00:00Z, was now"),
                mistake(
                        "streams: { commit-interval: 1ms }",
                        "streams.commit-interval: must be a duration from 10ms to 5m, like 90s, 1h30m or PT5M, was 1ms"),
                mistake("streams: { state-dir: '' }", "streams.state-dir: must be the path of a directory, was empty"),
                mistake(
                        "topics: { verdicts: a/b }",
                        "topics.verdicts: must be a topic name: 1 to 249 letters, digits, dots, hyphens or underscores, was a/b"),
                mistake(
                        "topics: { alerts: klarion.verdicts }",
                        "topics.alerts: must differ from topics.verdicts, was klarion.verdicts"),
                mistake(
                        "topics: { verdicts: loan-features }",
                        "monitors[0].source.topics[0]: must differ from topics.verdicts, was loan-features"),
                mistake(
                        "topics: { references: klarion.quarantine }",
                        "topics.references: must differ from topics.quarantine, was klarion.quarantine"),
                mistake(
                        "topics: { references: loan-features }",
                        "monitors[0].source.topics[0]: must differ from topics.references, was loan-features"),
                mistake("metrics: { kafka: full }", "metrics.kafka: must be one of minimal, off, was full"),
                mistake(
                        "kafka: { bootstrap.servers: '' }",
                        "kafka.bootstrap.servers: must name a broker, such as localhost:9092, was blank"),
                mistake("kafka: { ssl: { protocol: x } }", "kafka.ssl: must be a single value, was a map"),
                mistake(
                        "kafka: { processing.guarantee: at_least_once }",
                        "kafka.processing.guarantee: must be set as streams.guarantee, was at_least_once"),
                mistake(
                        "kafka: { main.consumer.auto.offset.reset: latest }",
                        "kafka.main.consumer.auto.offset.reset: must be set as streams.start-from, was latest"),
                mistake(
                        "kafka: { statestore.cache.max.bytes: 0 }",
                        "kafka.statestore.cache.max.bytes: must be left to Klarion, was 0"),
                mistake("kafka: { max.task.idle.ms: 0 }", "kafka.max.task.idle.ms: must be left to Klarion, was 0"));
    }

    @ParameterizedTest
    @MethodSource("mistakesAtTheTop")
    void namesPathRuleAndValueOfAMistakeAtTheTop(String lines, String expected) {
        assertThat(documents.problems(MINIMAL + lines)).containsExactly(expected);
    }

    static Stream<Arguments> badWindows() {
        return Stream.of(
                mistake("{}", "size: must be given, was absent"),
                mistake("{ size: 5m, advance: 10m }", "advance: must be at most size 5m, was 10m"),
                mistake(
                        "{ size: 1d, advance: 7ms }",
                        "advance: must cut size 1d into at most 10000 equal pieces, was 7ms (86400000 pieces)"),
                mistake(
                        "{ size: 5m, origin: 2026-01-01 }",
                        "origin: must be an instant such as 2026-01-01T00:00:00Z, was 2026-01-01"),
                mistake(
                        "{ size: 4000d }",
                        "size: must be a duration from 1ms to 3650d, like 90s, 1h30m or PT5M, was 4000d"));
    }

    @ParameterizedTest
    @MethodSource("badWindows")
    void namesWhatIsWrongWithAWindow(String window, String expected) {
        assertThat(documents.problems(MINIMAL.replace("{ size: 5m }", window)))
                .containsExactly("monitors[0].window." + expected);
    }

    @Test
    void aNumberBeyondAllRangesIsOutOfRange() {
        assertThat(documents.problems(monitorWith("max-segments: 1e30")))
                .containsExactly("monitors[0].max-segments: must be between 1 and 1000000, was 1.0E30");
    }

    @Test
    void anEmptyFileLacksItsMonitors() {
        assertThat(documents.problems("")).containsExactly("monitors: must be given, was absent");
        assertThat(documents.problems("# nothing\n")).containsExactly("monitors: must be given, was absent");
        assertThat(documents.problems("monitors: []"))
                .containsExactly("monitors: must hold at least one monitor, was an empty list");
        assertThat(documents.problems("just text"))
                .containsExactly("config: must be a map of keys and values, was just text");
    }

    @Test
    void anEmptyMonitorLacksItsParts() {
        assertThat(documents.problems("monitors: [{}]"))
                .containsExactly(
                        "monitors[0].name: must be given, was absent",
                        "monitors[0].source: must be given, was absent",
                        "monitors[0].window: must be given, was absent",
                        "monitors[0].reference: must be given, was absent");
    }

    @Test
    void monitorsDifferInName() {
        assertThat(documents.problems(MINIMAL + MINIMAL.replace("monitors:\n", "")))
                .containsExactly("monitors[1].name: must differ from monitors[0].name, was loans");
    }

    @Test
    void monitorsOfOneTopicAgreeOnEventTime() {
        String other = MINIMAL.replace("monitors:\n", "").replace("loans", "others")
                + "    event-time: { field: /ts, unit: millis, max-lead: 1m }\n";

        assertThat(documents.problems(MINIMAL + other))
                .containsExactly(
                        "monitors[1].event-time: must equal monitors[0].event-time, since both read loan-features,"
                                + " was field /ts, unit millis, out-of-orderness 10s, max-lead 1m");
    }

    @Test
    void reportsEveryMistakeAtOnce() {
        String yaml = """
                http: { port: eighty }
                monitors:
                  - name: loan applications
                    source: { topics: [] }
                    event-time: { field: ts, unit: epoch }
                    windw: { size: 5m }
                    window: { size: 5m, advance: 6m }
                    reference: { file: loans.json }
                    features:
                      - { name: income, type: float }
                      - { name: channel, bins: { count: 1 } }
                    detect: { threshold: -1, confidence: 95 }
                """;

        assertThat(documents.problems(yaml))
                .containsExactlyInAnyOrder(
                        "http.port: must be between 0 and 65535, was eighty",
                        "monitors[0].name: must be 1 to 100 letters, digits, dots, hyphens or underscores, the first a"
                                + " letter or digit, was loan applications",
                        "monitors[0].source.topics: must hold at least one topic name, was an empty list",
                        "monitors[0].event-time.field: must be a JSON pointer such as /applicant/income, was ts",
                        "monitors[0].event-time.unit: must be one of iso8601, seconds, millis, micros, nanos, was epoch",
                        "monitors[0].windw: must be a known key, was unknown (did you mean window?)",
                        "monitors[0].window.advance: must be at most size 5m, was 6m",
                        "monitors[0].features[0].type: must be one of numeric, categorical, boolean, was float",
                        "monitors[0].features[1].bins.count: must be between 2 and 1000, was 1",
                        "monitors[0].detect.threshold: must be a number of at least 0, or auto, was -1",
                        "monitors[0].detect.confidence: must be a number of at least 0.5 and below 1, was 95");
    }

    private static Arguments mistake(String lines, String expected) {
        return Arguments.of(lines, expected);
    }
}
