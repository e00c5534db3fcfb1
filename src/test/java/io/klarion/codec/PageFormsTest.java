package io.klarion.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.delivery.Alerts;
import io.klarion.core.delivery.Mark;
import io.klarion.core.delivery.Page;
import io.klarion.core.delivery.PageKind;
import io.klarion.core.delivery.SamplePage;
import io.klarion.core.delivery.Standing;
import io.klarion.core.delivery.Taken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What receivers of notifications get, with names that would like to be more than names. */
class PageFormsTest {

    private static final String HOSTILE = "\",\"admin\":true,\"x\":\"<!channel> </script> \\ \n {{title}}";

    private static Page page() {
        return new Page(PageKind.FIRING, "k1", List.of(taken("income"), taken(HOSTILE, 0.1)), List.of());
    }

    private static Taken taken(String feature) {
        return taken(feature, 0.2);
    }

    private static Taken taken(String feature, double lower) {
        return new Taken(
                Alerts.alert("loans", "DE", feature, Severity.WARNING, AlertTransition.FIRING, lower),
                new Mark(0, 7),
                0);
    }

    private static JsonNode read(byte[] body) {
        return JsonMapper.shared().readTree(body);
    }

    @Test
    void withoutATemplateTheBodyHoldsTheAlertsAsOnTheTopic() {
        JsonNode body = read(PageJson.write(page(), "https://k.example/"));

        assertThat(body.propertyNames())
                .containsExactly("version", "key", "kind", "monitor", "severity", "title", "text", "link", "alerts");
        assertThat(body.at("/alerts/0/key").asString()).isEqualTo("income.0.firing.warning." + (Alerts.ONSET + 60_000));
        assertThat(AlertJson.read(JsonMapper.shared().writeValueAsBytes(body.at("/alerts/1/alert"))))
                .isEqualTo(page().entries().get(1).alert());
        assertThat(read(PageJson.write(page(), "")).has("link")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "teams"})
    void theShippedTemplatesAddNothingForHostileNames(String name) {
        PageTemplate template = PageTemplate.shipped(name).orElseThrow();
        String hostile = new String(template.render(page(), ""), UTF_8);
        String tame = new String(
                template.render(new Page(PageKind.FIRING, "k1", List.of(taken("income"), taken("age")), List.of()), ""),
                UTF_8);

        assertThat(shape(read(hostile.getBytes(UTF_8)))).isEqualTo(shape(read(tame.getBytes(UTF_8))));
        assertThat(tame).contains("income drifted", "2. country=DE", "k1");
    }

    /* Chats read markup in some texts and not in others. */
    @Test
    void namesFromRecordsStandOnlyWhereSlackReadsNoMarkup() {
        JsonNode body = read(PageTemplate.shipped("slack").orElseThrow().render(page(), ""));

        assertThat(body.get("text").asString())
                .startsWith(
                        "[FIRING warning] loans: 2 alerts on 2 features in country=DE, since 2026-01-01T00:00:00Z\n")
                .contains("1. country=DE: income drifted", "&lt;!channel&gt;")
                .doesNotContain("<", ">");
        body.get("blocks")
                .forEach(block -> block.findValues("text").stream()
                        .filter(JsonNode::isObject)
                        .forEach(text -> assertThat(text.get("type").asString()).isEqualTo("plain_text")));
    }

    @Test
    void theTextThatNotificationsShowMentionsNobodyAndLinksNowhere() {
        Page page = new Page(
                PageKind.FIRING, "k1", List.of(taken("@all <!here> [a](https://evil.example) & b")), List.of());

        assertThat(read(PageTemplate.shipped("slack").orElseThrow().render(page, ""))
                        .get("text")
                        .asString())
                .startsWith(
                        "[FIRING warning] loans: \uFF20all &lt;!here&gt; [a] (https:/ /evil.example) &amp; b in country=DE\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "teams"})
    void aLinkStandsOnlyWhereThereIsOne(String name) {
        PageTemplate template = PageTemplate.shipped(name).orElseThrow();

        assertThat(new String(template.render(page(), ""), UTF_8)).contains("\"since 2026-01-01T00:00:00Z · k1\"");
        assertThat(new String(template.render(page(), "https://k.example/"), UTF_8))
                .contains("\"since 2026-01-01T00:00:00Z · https://k.example/ · k1\"");
    }

    private static String shape(JsonNode node) {
        if (node.isObject()) {
            StringBuilder shape = new StringBuilder("{");
            node.properties().forEach(each -> shape.append(each.getKey()).append(shape(each.getValue())));
            return shape.append('}').toString();
        }
        StringBuilder shape = new StringBuilder(node.getNodeType().toString());
        node.forEach(each -> shape.append(shape(each)));
        return shape.toString();
    }

    @Test
    void aTemplateOfOnesOwnKnowsThePageAndItsAlerts() {
        PageTemplate template = PageTemplate.of(
                "{\"t\":\"{{severity}} {{kind}}\",\"up\":{{#firing}}true{{/firing}}{{#resolved}}false{{/resolved}},"
                        + "\"of\":[{{#alerts}}\"{{feature}} {{lower}} {{onset}}\"{{^-last}},{{/-last}}{{/alerts}}]}");

        assertThat(read(template.render(SamplePage.at(0), "")).toString())
                .isEqualTo("{\"t\":\"warning firing\",\"up\":true,\"of\":[\"sample 0.27 1969-12-31T23:59:00Z\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"{{{title}}}\"}",
                "{\"a\":\"{{& title}}\"}",
                "{{=<% %>=}}{\"a\":\"<%title%>\"}",
                "{\"a\":\"{{titel}}\"}",
                "{\"a\":\"{{title}}\"",
                "{{#alerts}}",
                "{\"a\":{{title}}}"
            })
    void aTemplateThatEscapesNothingOrMakesNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> PageTemplate.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void alertmanagerGetsFixedLabelsAndTheRestInAnnotations() {
        Standing standing = new Standing(taken("income"), Alerts.ONSET, Alerts.ONSET + 240_000);
        JsonNode body = read(AlertmanagerJson.write(List.of(standing), Map.of("team", "risk"), "https://k.example/"));

        assertThat(body.get(0).get("labels").toString())
                .isEqualTo("{\"alertname\":\"KlarionDrift\",\"monitor\":\"loans\",\"segment\":\"country=DE\","
                        + "\"feature\":\"income\",\"severity\":\"warning\",\"team\":\"risk\"}");
        assertThat(body.get(0).get("annotations").toString())
                .isEqualTo(
                        "{\"summary\":\"income drifted\",\"onset\":\"2026-01-01T00:00:00Z\","
                                + "\"window\":\"2026-01-01T00:00:00Z to 2026-01-01T00:01:00Z\",\"value\":\"0.25\","
                                + "\"lower\":\"0.2\",\"upper\":\"0.30000000000000004\",\"threshold\":\"0.1\",\"alert_id\":\"income\"}");
        assertThat(body.get(0).get("startsAt").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(body.get(0).get("endsAt").asString()).isEqualTo("2026-01-01T00:04:00Z");
        assertThat(body.get(0).get("generatorURL").asString()).isEqualTo("https://k.example/");
    }

    @Test
    void labelsStayShort() {
        Standing standing = new Standing(taken("x".repeat(5000)), 0, 1);

        assertThat(read(AlertmanagerJson.write(List.of(standing), Map.of(), ""))
                        .at("/0/labels/feature")
                        .asString())
                .hasSize(200);
    }
}
