package io.klarion.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names are anybody's, and some of their characters mean something in regular expressions or addresses. */
class DashboardNamesTest {

    private static final String FEATURE_DASHBOARD = "klarion-feature";
    private static final Pattern METRIC = Pattern.compile("\\bklarion_[a-z_]+");
    private static final Pattern MATCHER = Pattern.compile("(!?=~?)\\\\*\"\\$([a-z]+)\\\\*\"");
    private static final Map<String, String> NAMES = new TreeMap<>(Map.of(
            "monitor", "loans+ (v2.0)",
            "segment", "country=[DE|AT]",
            "feature", "millis (ms)",
            "measure", "kl",
            "cell", "a",
            "le", "+Inf"));

    @TempDir
    Path directory;

    static List<JsonNode> dashboards() {
        return Dashboards.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void oneValueIsComparedAndSeveralAreMatched(JsonNode dashboard) {
        Map<String, Boolean> several = new TreeMap<>();
        Dashboards.variables(dashboard)
                .forEach(variable -> several.put(
                        variable.get("name").stringValue(),
                        variable.get("multi").asBoolean()
                                || variable.get("includeAll").asBoolean()));

        assertThat(MATCHER.matcher(dashboard.toString()).results())
                .isNotEmpty()
                .allSatisfy(match -> assertThat(match.group(1))
                        .as(match.group())
                        .isEqualTo(Boolean.TRUE.equals(several.get(match.group(2))) ? "=~" : "="));
    }

    @Test
    void panelsOfAFeatureHaveDataWhateverItIsCalled() throws Exception {
        Programs.require("promtool");
        List<String> expressions = Stream.concat(
                        Dashboards.queries().stream()
                                .filter(query -> query.dashboard().equals(FEATURE_DASHBOARD))
                                .map(Dashboards.Query::expression),
                        Dashboards.all().stream()
                                .filter(each -> each.get("uid").stringValue().equals(FEATURE_DASHBOARD))
                                .flatMap(each -> Dashboards.annotations(each).stream()))
                .toList();
        List<Map<String, Object>> series = expressions.stream()
                .flatMap(each -> METRIC.matcher(each).results().map(name -> name.group()))
                .distinct()
                .map(name -> Map.<String, Object>of("series", name + labels(), "values", "1"))
                .toList();
        List<Map<String, Object>> checks = expressions.stream()
                .map(each -> Map.of(
                        "expr",
                        "count(" + filled(each) + ") > bool 0",
                        "eval_time",
                        "0m",
                        "exp_samples",
                        List.of(Map.of("labels", "{}", "value", 1))))
                .toList();
        Path tests = directory.resolve("names.test.yml"); // JSON is YAML
        Files.writeString(
                tests,
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "tests",
                                List.of(Map.of(
                                        "interval", "1m", "input_series", series, "promql_expr_test", checks)))));
        Programs.Answer answer = Programs.run("promtool", "test", "rules", tests.toString());

        assertThat(checks).hasSizeGreaterThan(15);
        assertThat(answer.status()).as(answer.text()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linksEncodeEveryNameInFull(JsonNode dashboard) {
        assertThat(Pattern.compile("var-[a-z]+=([^&\"]+)")
                        .matcher(dashboard.toString())
                        .results())
                .allSatisfy(match -> assertThat(match.group(1)).endsWith(":percentencode}"));
    }

    private static String labels() {
        StringBuilder labels = new StringBuilder();
        NAMES.forEach((name, value) -> labels.append(labels.isEmpty() ? "{" : ",")
                .append(name)
                .append("=\"")
                .append(value)
                .append('"'));
        return labels.append('}').toString();
    }

    /* As Grafana fills variables in: one value as it is, several with what means something to a regular expression escaped. */
    private static String filled(String expression) {
        String filled = expression;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            String escaped = name.getValue().replaceAll("[$^*{}\\[\\]+?.()|]", "\\\\\\\\$0");
            filled = filled.replace("=\"$" + name.getKey() + "\"", "=\"" + name.getValue() + "\"")
                    .replace(
                            "=~\"$" + name.getKey() + "\"",
                            "=~\"" + (isSeveral(name.getKey()) ? escaped : name.getValue()) + "\"");
        }
        return filled;
    }

    private static boolean isSeveral(String variable) {
        return variable.equals("segment") || variable.equals("measure");
    }
}
