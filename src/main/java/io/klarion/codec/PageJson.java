package io.klarion.codec;

import io.klarion.core.delivery.Page;
import io.klarion.core.delivery.PageText;
import io.klarion.core.delivery.Taken;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * A page as a JSON object, what a webhook gets without a template: {@code version, key, kind, monitor, severity, title,
 * text, link, alerts}. An entry of {@code alerts} has a {@code key} of its own and the {@code alert} as on the alert topic.
 */
public final class PageJson {

    private static final int VERSION = 1;

    private PageJson() {}

    /** The JSON object; {@code link} is left out when it is empty. */
    public static byte[] write(Page page, String link) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("version", VERSION);
            out.writeStringProperty("key", page.key());
            out.writeStringProperty("kind", page.kind().key());
            Json.text("monitor", page.monitor(), out);
            out.writeStringProperty("severity", page.severity().name().toLowerCase(Locale.ROOT));
            Json.text("title", PageText.title(page), out);
            Json.text("text", String.join("\n", PageText.lines(page)), out);
            if (!link.isEmpty()) {
                out.writeStringProperty("link", link);
            }
            out.writeArrayPropertyStart("alerts");
            for (Taken entry : page.entries()) {
                out.writeStartObject();
                out.writeStringProperty("key", entry.key());
                out.writeName("alert");
                out.writeRawValue(new String(AlertJson.write(entry.alert()), StandardCharsets.UTF_8));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
