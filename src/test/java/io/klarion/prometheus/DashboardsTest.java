package io.klarion.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.klarion.metrics.MetricName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Conventions that Grafana's dashboard linter checks, and some more; that the queries answer is for DashboardsIT. */
class DashboardsTest {

    private static final int GRID = 24;
    private static final List<String> PLUGINS_OWN =
            List.of("expr", "step", "titleFormat", "textFormat", "tagKeys", "useValueForTime");
    private static final Pattern METRIC = Pattern.compile("\\b(klarion|kafka|jvm|process)_[a-z_]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]+)");
    private static final Pattern RANGE = Pattern.compile("\\[([^]]+)]");
    private static final Pattern COUNTER = Pattern.compile("(\\w+)\\((klarion|kafka)_[a-z_]+_total\\b");

    static List<JsonNode> dashboards() {
        return Dashboards.all();
    }

    static List<Dashboards.Query> queries() {
        return Dashboards.queries();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboardIsProvisionedNotEdited(JsonNode dashboard) {
        assertThat(dashboard.has("id")).as("an id is Grafana's to give").isFalse();
        assertThat(dashboard.get("uid").stringValue()).startsWith("klarion-");
        assertThat(dashboard.get("editable").asBoolean()).isFalse();
        assertThat(dashboard.get("schemaVersion").asInt()).isEqualTo(42);
        assertThat(dashboard.get("graphTooltip").asInt())
                .as("a shared crosshair")
                .isEqualTo(1);
        assertThat(dashboard.get("timezone").stringValue()).isEqualTo("browser");
        assertThat(dashboard.get("description").stringValue()).isNotBlank();
        assertThat(dashboard.at("/links/0/tags/0").stringValue()).isEqualTo("klarion");
        assertThat(dashboard.at("/tags/0").stringValue()).isEqualTo("klarion");
    }

    /** The schema is generated from Grafana's own types; it says in itself how. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboardIsOneByGrafanasOwnTypes(JsonNode dashboard) {
        JsonNode schema = JsonMapper.shared()
                .readTree(Path.of("src/test/resources/grafana/dashboard-13.2.3.schema.json")
                        .toFile());
        JsonNode plain = dashboard.deepCopy();
        for (JsonNode annotation : plain.at("/annotations/list")) {
            // read by the data source's plug-in, which the types know nothing of
            ((ObjectNode) annotation).remove(PLUGINS_OWN);
        }

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(schema)
                        .validate(plain))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsInWhichUnit(JsonNode dashboard) {
        assertThat(Dashboards.panels(dashboard)).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.get("title").stringValue()).isNotBlank();
            assertThat(panel.get("description").stringValue()).endsWith(".");
            assertThat(panel.at("/datasource/uid").stringValue()).isEqualTo("${datasource}");
            assertThat(panel.at("/fieldConfig/defaults/unit").stringValue()).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/thresholds/steps")).isNotEmpty();
            assertThat(panel.get("targets"))
                    .isNotEmpty()
                    .allSatisfy(
                            target -> assertThat(target.at("/datasource/uid").stringValue())
                                    .isEqualTo("${datasource}"));
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsLieSideBySide(JsonNode dashboard) {
        Set<String> taken = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(ids.add(panel.get("id").asInt())).as("id of " + panel).isTrue();
            JsonNode at = panel.get("gridPos");
            int right = at.get("x").asInt() + at.get("w").asInt();
            assertThat(right).isBetween(1, GRID);
            for (int x = at.get("x").asInt(); x < right; x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    assertThat(taken.add(x + "," + (at.get("y").asInt() + y)))
                            .as("place of " + panel.get("title"))
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void variablesFollowTheTimeAndOneAnother(JsonNode dashboard) {
        Set<String> defined = Dashboards.elements(dashboard.at("/templating/list"))
                .map(variable -> variable.get("name").stringValue())
                .collect(Collectors.toSet());
        assertThat(dashboard.at("/templating/list/0/type").stringValue()).isEqualTo("datasource");
        assertThat(Dashboards.variables(dashboard)).isNotEmpty().allSatisfy(variable -> {
            assertThat(variable.get("refresh").asInt()).isEqualTo(2);
            assertThat(variable.get("sort").asInt()).isEqualTo(1);
            assertThat(variable.at("/datasource/uid").stringValue()).isEqualTo("${datasource}");
            assertThat(variable.at("/query/query").stringValue()).startsWith("label_values(");
        });
        assertThat(used(dashboard.toString())).isSubsetOf(defined);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linksLeadToOurDashboardsAndOnlyWithVariablesTheyHave(JsonNode dashboard) {
        Set<String> uids = Dashboards.all().stream()
                .map(other -> other.get("uid").stringValue())
                .collect(Collectors.toSet());
        Matcher links = Pattern.compile("/d/([a-z-]+)\\?").matcher(dashboard.toString());
        while (links.find()) {
            assertThat(uids).contains(links.group(1));
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queriesAskForWhatThereIs(Dashboards.Query query) {
        Set<String> ours = Stream.of(MetricName.values())
                .flatMap(metric -> Stream.of("", "_bucket", "_gcount").map(end -> metric.queryName() + end))
                .collect(Collectors.toCollection(TreeSet::new));
        Matcher names = METRIC.matcher(query.expression().replaceAll("\\{[^}]*}", ""));
        while (names.find()) {
            if (names.group().startsWith("klarion_")) {
                assertThat(ours).contains(names.group());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queriesHideNothing(Dashboards.Query query) {
        assertThat(query.expression())
                .as("a constant in the place of data")
                .doesNotContain("vector(", "absent(")
                .doesNotContainPattern(" or (?!max by \\([a-z, ]+\\) \\(klarion_)");
        List<String> ranges = new ArrayList<>();
        RANGE.matcher(query.expression()).results().forEach(range -> ranges.add(range.group(1)));
        assertThat(ranges).isSubsetOf("$__rate_interval", "$__range");
        if (query.expression().contains("_total")) {
            List<String> around = COUNTER.matcher(query.expression())
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(around).isNotEmpty().isSubsetOf("rate", "increase");
        }
    }

    @Test
    void provisioningFilesFitTheDashboards() throws Exception {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode sources = yaml.readTree(
                Path.of("grafana/provisioning/datasources/klarion.yaml").toFile());
        JsonNode folders = yaml.readTree(
                Path.of("grafana/provisioning/dashboards/klarion.yaml").toFile());

        assertThat(sources.get("apiVersion").asInt()).isEqualTo(1);
        assertThat(sources.at("/datasources/0/type").stringValue()).isEqualTo("prometheus");
        assertThat(sources.at("/datasources/0/isDefault").asBoolean()).isTrue();
        assertThat(folders.get("apiVersion").asInt()).isEqualTo(1);
        assertThat(folders.at("/providers/0/type").stringValue()).isEqualTo("file");
        assertThat(folders.at("/providers/0/options/path").stringValue()).startsWith("/");
        assertThat(Files.readString(Path.of("config/prometheus/prometheus.yml")))
                .contains("job_name: klarion");
    }

    private static Set<String> used(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
