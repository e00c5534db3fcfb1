package io.klarion.codec;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.klarion.core.alert.Alert;
import io.klarion.core.delivery.Page;
import io.klarion.core.delivery.PageKind;
import io.klarion.core.delivery.PageText;
import io.klarion.core.delivery.Taken;
import io.klarion.core.distribution.NumberText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A JSON body with gaps, in Mustache. Every value is escaped as a part of a JSON text, so that no name in it can add a key
 * or end the text; ways to leave values as they are, {@code {{{x}}}} and {@code {{&x}}}, are refused. Thread-safe.
 *
 * <p>Known names: {@code title, text, markup, lines, kind, severity, monitor, key, link, count, onset}, {@code firing} and
 * {@code resolved} as conditions, and for each of {@code alerts}: {@code key, id, monitor, feature, segment, kind, severity,
 * state, onset, window_start, window_end, value, lower, upper, threshold, n, summary}.
 */
public final class PageTemplate {

    /** The templates that come along: {@code slack} and {@code teams}. */
    public static final List<String> SHIPPED = List.of("slack", "teams");

    private static final Pattern UNESCAPED = Pattern.compile("\\{\\{\\s*[{&]");
    private static final Pattern DELIMITERS = Pattern.compile("\\{\\{\\s*=");

    private final Template template;

    private PageTemplate(Template template) {
        this.template = template;
    }

    /**
     * The template with this text, which has been tried with every sort of page.
     *
     * @throws IllegalArgumentException when it is no template, knows other names, or does not make JSON of every page; the
     *     message completes "must …", and says of which page unless it is of any
     */
    public static PageTemplate of(String text) {
        if (UNESCAPED.matcher(text).find() || DELIMITERS.matcher(text).find()) {
            throw new IllegalArgumentException("have every value escaped and the usual braces");
        }
        try {
            PageTemplate template = new PageTemplate(Mustache.compiler()
                    .emptyStringIsFalse(true)
                    .withEscaper(
                            raw -> new String(JsonStringEncoder.getInstance().quoteAsCharArray(raw)))
                    .compile(text));
            TemplateTrial.of(template);
            return template;
        } catch (MustacheException e) {
            throw new IllegalArgumentException("be a Mustache template with known names (" + e.getMessage() + ")", e);
        }
    }

    /** One of {@link #SHIPPED}; empty for any other name. */
    public static Optional<PageTemplate> shipped(String name) {
        if (!SHIPPED.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = PageTemplate.class.getResourceAsStream("template/" + name + ".json.mustache")) {
            if (in == null) {
                throw new IllegalStateException("template " + name + ": must be in the jar");
            }
            return Optional.of(of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("template " + name + ": must be readable", e);
        }
    }

    /**
     * The body for a page; {@code link} may be empty.
     *
     * @throws MustacheException when the template fails on what no page had that it was tried with
     */
    public byte[] render(Page page, String link) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("title", Json.wellFormed(PageText.title(page)));
        values.put("text", Json.wellFormed(String.join("\n", PageText.lines(page))));
        values.put("markup", Json.wellFormed(PageText.markup(page)));
        values.put("lines", PageText.lines(page));
        values.put("kind", page.kind().key());
        values.put("firing", page.kind() != PageKind.RESOLVED);
        values.put("resolved", page.kind() == PageKind.RESOLVED);
        values.put("severity", page.severity().name().toLowerCase(Locale.ROOT));
        values.put("monitor", page.monitor());
        values.put("key", page.key());
        values.put("link", link);
        values.put("count", page.entries().size());
        values.put("onset", PageText.onset(page));
        values.put("alerts", page.entries().stream().map(PageTemplate::alert).toList());
        return template.execute(values).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> alert(Taken entry) {
        Alert alert = entry.alert();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("key", entry.key());
        values.put("id", alert.id());
        values.put("monitor", alert.monitor());
        values.put("feature", PageText.plain(alert.feature()));
        values.put("segment", PageText.plain(alert.segment().text(alert.segmentNames())));
        values.put("kind", alert.kind().key());
        values.put("severity", alert.severity().name().toLowerCase(Locale.ROOT));
        values.put("state", alert.state().name());
        values.put("onset", Instant.ofEpochMilli(alert.onsetStart()).toString());
        values.put("window_start", Instant.ofEpochMilli(alert.windowStart()).toString());
        values.put("window_end", Instant.ofEpochMilli(alert.windowEnd()).toString());
        values.put("value", number(alert.value()));
        values.put("lower", number(alert.lower()));
        values.put("upper", number(alert.upper()));
        values.put("threshold", NumberText.of(alert.threshold()));
        values.put("n", alert.n());
        values.put("summary", PageText.plain(alert.summary()));
        return values;
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? NumberText.of(value.getAsDouble()) : "";
    }
}
