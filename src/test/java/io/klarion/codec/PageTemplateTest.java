package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.delivery.SamplePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A template is tried with every sort of page before the first of them is sent. */
class PageTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"t\":\"{{title}}\"{{#resolved}},\"done\":\"{{titel}}\"{{/resolved}}}; a resolved page of one alert",
                "{\"t\":\"{{title}}\"{{^link}},\"done\":\"{{titel}}\"{{/link}}}; a firing page of one alert without a link",
                "{\"t\":[{{#alerts}}{{^-last}}\"{{titel}}\",{{/-last}}{{/alerts}}1]}; a firing page of several alerts",
                "{\"t\":[{{#alerts}}{{^segment}}{{titel}}{{/segment}}{{/alerts}}]}; a firing page of one alert without a segment"
            })
    void aNameThatThereIsNotIsFoundInSectionsThatMostPagesLeaveOut(String text, String page) {
        assertThatThrownBy(() -> PageTemplate.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("be a Mustache template with known names for " + page + " too \\(.*titel.*\\)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "[{{#alerts}}\"{{feature}}\"{{/alerts}}]; a firing page of several alerts",
                "{\"t\":{{#link}}\"{{link}}\"{{/link}}}; a firing page of one alert without a link",
                "{\"t\":{{#firing}}1{{/firing}}}; a resolved page of one alert",
                "{{#firing}}{\"t\":1}{{/firing}}; a resolved page of one alert",
                "[{{#alerts}}{{^-first}},{{/-first}}{\"lower\":{{lower}}}{{/alerts}}]; a firing page of one alert without bounds",
                "[{{#alerts}}{{^-first}},{{/-first}}{\"value\":{{value}}}{{/alerts}}]; a firing page of one alert without numbers",
                "[{{#alerts}}{{^-first}},{{/-first}}{{#value}}{{value}}{{/value}}{{^value}}null{{/value}}{{/alerts}}];"
                        + " a firing page of one alert with infinite numbers"
            })
    void whatMakesJsonOfMostPagesMustMakeItOfAll(String text, String page) {
        assertThatThrownBy(() -> PageTemplate.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("make JSON of " + page + " too \\(.+\\)");
    }

    @Test
    void aTemplateThatFailsOnEveryPageIsToldWithoutOne() {
        assertThatThrownBy(() -> PageTemplate.of("{\"a\":\"{{titel}}\"}"))
                .hasMessageStartingWith("be a Mustache template with known names (");
        assertThatThrownBy(() -> PageTemplate.of("{\"a\":{{title}}}")).hasMessageStartingWith("make JSON (");
        assertThatThrownBy(() -> PageTemplate.of("")).hasMessageStartingWith("make JSON (");
    }

    /* The example of the documentation, and what else may stand without quotes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"message\": \"{{title}}\", \"items\": [ {{#alerts}}\"{{feature}}: {{lower}}\"{{^-last}}, {{/-last}}{{/alerts}} ] }",
                "{\"n\":[{{#alerts}}{{n}},{{threshold}},{{/alerts}}{{count}}],\"up\":{{firing}},\"down\":{{resolved}}}",
                "{\"t\":\"{{title}}\"{{#link}},\"u\":\"{{link}}\"{{/link}}}"
            })
    void whatMakesJsonOfEveryPageIsAccepted(String text) {
        JsonNode body = JsonMapper.shared().readTree(PageTemplate.of(text).render(SamplePage.at(0), ""));

        assertThat(body.isObject()).isTrue();
    }
}
