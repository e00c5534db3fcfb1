package io.klarion.report.page;

import io.klarion.web.WebFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The page's own files, as they go into it. */
final class PageAssets {

    /** The page's modules; each uses only those before it. */
    private static final List<String> MODULES = List.of(
            "text.js",
            "windows.js",
            "data.js",
            "colours.js",
            "strips.js",
            "heatmap.js",
            "course.js",
            "histogram.js",
            "filters.js",
            "page.js");

    private static final Set<String> OWN =
            Set.of("data.js", "heatmap.js", "filters.js", "page.js", "report.css", "report.html");

    private PageAssets() {}

    /** A file's text: the report's own, or one that all pages share. */
    static String text(String name) {
        return OWN.contains(name) ? WebFiles.text(PageAssets.class, name) : WebFiles.text(name);
    }

    /** The page's style sheet. */
    static String style() {
        return text("base.css") + text("report.css");
    }

    /** The page's modules as one. */
    static String script() {
        return LinkedModules.of(MODULES, PageAssets::text);
    }

    /** What a content security policy calls an inline script or style sheet. */
    static String hash(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
