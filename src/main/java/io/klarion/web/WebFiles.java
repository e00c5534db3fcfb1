package io.klarion.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that pages are made of, and the filling of their templates. */
public final class WebFiles {

    /** The chart library, as published. */
    public static final String CHARTS = "vendor/uplot/uPlot.iife.min.js";

    /** The chart library's style sheet, as published. */
    public static final String CHART_STYLE = "vendor/uplot/uPlot.min.css";

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

    private WebFiles() {}

    /** The text of a file that all pages share. */
    public static String text(String name) {
        return text(WebFiles.class, name);
    }

    /**
     * The text of a file beside a class.
     *
     * @throws IllegalStateException when there is none
     */
    public static String text(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": must be beside " + beside.getSimpleName() + ", was not");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The template with every {@code {{part}}} filled; what is filled in is not looked at again.
     *
     * @throws IllegalStateException when it names a part that is not there
     */
    public static String filled(String template, Map<String, String> parts) {
        return PLACE.matcher(template).replaceAll((MatchResult place) -> {
            String part = parts.get(place.group(1));
            if (part == null) {
                throw new IllegalStateException("template: must name only known parts, was " + place.group(1));
            }
            return Matcher.quoteReplacement(part);
        });
    }
}
