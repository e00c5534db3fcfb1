package io.klarion.codec;

import com.samskivert.mustache.MustacheException;
import io.klarion.core.delivery.Page;
import io.klarion.core.delivery.SamplePage;
import io.klarion.core.delivery.SamplePages;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Whether a template makes JSON of every sort of page: a section that one page leaves out is all there is of another. */
final class TemplateTrial {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String LINK = "https://klarion.example";

    private TemplateTrial() {}

    /**
     * Tries it.
     *
     * @throws IllegalArgumentException when it fails; the message completes "must …", and says of which page unless it is
     *     of any
     */
    static void of(PageTemplate template) {
        of(template, SamplePage.at(0), LINK, "");
        Map<String, Page> pages = SamplePages.all();
        pages.forEach((words, page) -> of(template, page, LINK, words));
        pages.forEach((words, page) -> of(template, page, "", words + " without a link"));
    }

    private static void of(PageTemplate template, Page page, String link, String words) {
        try {
            if (MAPPER.readTree(template.render(page, link)).isMissingNode()) {
                throw new IllegalArgumentException("make JSON" + also(" of ", words) + " (it makes nothing)");
            }
        } catch (MustacheException e) {
            throw new IllegalArgumentException(
                    "be a Mustache template with known names" + also(" for ", words) + " (" + e.getMessage() + ")", e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "make JSON" + also(" of ", words) + " (" + e.getOriginalMessage() + ")", e);
        }
    }

    private static String also(String preposition, String words) {
        return words.isEmpty() ? "" : preposition + words + " too";
    }
}
