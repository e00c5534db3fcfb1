package io.klarion.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The page's own files, as they go into it. */
final class PageAssets {

    /** The chart library, as published. */
    static final String CHARTS = "vendor/uplot/uPlot.iife.min.js";

    /** The chart library's style sheet, as published. */
    static final String CHART_STYLE = "vendor/uplot/uPlot.min.css";

    /** The page's modules; each uses only those before it. */
    private static final List<String> MODULES = List.of(
            "text.js", "data.js", "colours.js", "heatmap.js", "course.js", "histogram.js", "filters.js", "page.js");

    private PageAssets() {}

    /** A file's text. */
    static String text(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": must be beside the page's classes, was not");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
