package io.klarion.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.metrics.MetricName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class PrometheusRulesTest {

    private static final String RULES = "config/prometheus/klarion.rules.yml";
    private static final String TESTS = "src/test/prometheus/klarion.rules.test.yml";
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern METRIC = Pattern.compile("(?<![:a-z_])klarion_[a-z_]+");

    @Test
    void prometheusTakesTheRules() throws Exception {
        Programs.require("promtool");
        Programs.Answer answer = Programs.run("promtool", "check", "rules", "--lint=all", RULES);

        assertThat(answer.status()).as(answer.text()).isZero();
    }

    @Test
    void alertsFireWhereTheyShouldAndNowhereElse() throws Exception {
        Programs.require("promtool");
        Programs.Answer answer = Programs.run("promtool", "test", "rules", TESTS);

        assertThat(answer.status()).as(answer.text()).isZero();
    }

    @Test
    void everyAlertIsTestedWhereItFiresAndWhereItDoesNot() {
        Set<String> firing = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (JsonNode test : YAML.readTree(Path.of(TESTS).toFile()).get("tests")) {
            for (JsonNode check : test.path("alert_rule_test")) {
                (check.get("exp_alerts").isEmpty() ? quiet : firing)
                        .add(check.get("alertname").stringValue());
            }
        }
        Set<String> all = alerts().stream()
                .map(rule -> rule.get("alert").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(firing).isEqualTo(all);
        assertThat(quiet).isEqualTo(all);
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhereToReadOn() {
        assertThat(alerts()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.at("/labels/severity").stringValue()).isIn("info", "warning", "critical");
            assertThat(rule.at("/annotations/summary").stringValue())
                    .endsWith(".")
                    .doesNotContain("$value");
            assertThat(rule.at("/annotations/description").stringValue()).endsWith(".");
            Path runbook = Path.of(rule.at("/annotations/runbook_url").stringValue());
            assertThat(Files.readString(runbook))
                    .startsWith("# ")
                    .contains(rule.get("alert").stringValue())
                    .contains("## What it means", "## What to look at", "## What to do");
        });
    }

    @Test
    void everyRunbookIsLinked() throws Exception {
        Set<String> linked = alerts().stream()
                .map(rule -> rule.at("/annotations/runbook_url").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> pages = Files.list(Path.of("src/docs/runbooks"))) {
            assertThat(pages.map(Path::toString)).containsExactlyInAnyOrderElementsOf(linked);
        }
    }

    @Test
    void rulesAskOnlyForMetricsThatThereAre() throws Exception {
        Set<String> known =
                Stream.of(MetricName.values()).map(MetricName::queryName).collect(Collectors.toSet());
        Set<String> asked = new TreeSet<>();
        for (JsonNode rule : rules()) {
            Matcher names = METRIC.matcher(rule.get("expr").stringValue());
            while (names.find()) {
                asked.add(names.group());
            }
        }

        assertThat(asked).isNotEmpty().isSubsetOf(known);
    }

    private static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    private static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode group : YAML.readTree(Path.of(RULES).toFile()).get("groups")) {
            group.get("rules").forEach(rules::add);
        }
        return rules;
    }
}
