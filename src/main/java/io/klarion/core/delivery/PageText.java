package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * A page in words. Names and values in it may come from strangers: what could steer a terminal or turn the direction of
 * writing is replaced by {@code �}; markup is for whoever puts the text into a page to escape.
 */
public final class PageText {

    /** How many alerts are told of one by one. */
    public static final int LINES = 20;

    private static final int MAX_TITLE = 140;

    private PageText() {}

    /** One line: state, severity, monitor, and what it is about; at most 140 characters. */
    public static String title(Page page) {
        Alert first = page.entries().get(0).alert();
        int count = page.entries().size();
        String subject = count == 1
                ? feature(first) + in(first)
                : count + " alerts on " + features(page) + segments(page) + ", " + onset(page);
        String title = plain("[" + state(page) + " " + page.severity().name().toLowerCase(Locale.ROOT) + "] "
                + page.monitor() + ": " + subject);
        return title.length() <= MAX_TITLE ? title : title.substring(0, MAX_TITLE - 1) + "…";
    }

    /** One sentence an alert, the strongest first; of a group that has more than 20, how many are left out. */
    public static List<String> lines(Page page) {
        List<String> lines = new ArrayList<>();
        int count = page.entries().size();
        for (Taken entry : page.entries().subList(0, Math.min(LINES, count))) {
            Alert alert = entry.alert();
            String segment = alert.segment().text(alert.segmentNames());
            String place = lines.size() + 1 + ". " + segment + (segment.isEmpty() ? "" : ": ");
            lines.add(plain((count == 1 ? "" : place) + alert.summary()));
        }
        if (count > LINES) {
            lines.add("… and " + (count - LINES) + " more");
        }
        return lines;
    }

    /** Title and lines for where a chat reads markup: no name in them mentions anybody, or makes or is a link. */
    public static String markup(Page page) {
        return (title(page) + "\n" + String.join("\n", lines(page)))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("](", "] (")
                .replace("://", ":/ /")
                .replace("@", "\uFF20");
    }

    /** {@code since} the onset window's beginning that all share, or from the first of them to the last. */
    public static String onset(Page page) {
        ToLongFunction<Taken> onset = taken -> taken.alert().onsetStart();
        long first = page.entries().stream().mapToLong(onset).min().orElseThrow();
        long last = page.entries().stream().mapToLong(onset).max().orElseThrow();
        return first == last
                ? "since " + Instant.ofEpochMilli(first)
                : "begun between " + Instant.ofEpochMilli(first) + " and " + Instant.ofEpochMilli(last);
    }

    /** The text without characters that are not seen. */
    public static String plain(String text) {
        return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "\uFFFD");
    }

    private static String state(Page page) {
        return switch (page.kind()) {
            case FIRING -> "FIRING";
            case RESOLVED -> "RESOLVED";
            case REPEAT -> "STILL FIRING";
        };
    }

    /* The feature that all are about; otherwise how many there are. */
    private static String features(Page page) {
        List<String> features = distinct(page, PageText::feature);
        return features.size() == 1 ? features.get(0) : features.size() + " features";
    }

    /* The segment that all are in; otherwise how many there are, and the values of group-by fields that they share. */
    private static String segments(Page page) {
        List<String> segments = distinct(page, PageText::in);
        if (segments.size() == 1) {
            return segments.get(0);
        }
        Set<String> shared = new LinkedHashSet<>(fields(page.entries().get(0).alert()));
        page.entries().forEach(entry -> shared.retainAll(fields(entry.alert())));
        return " in " + segments.size() + " segments" + (shared.isEmpty() ? "" : " of " + String.join(",", shared));
    }

    private static List<String> distinct(Page page, Function<Alert, String> property) {
        return page.entries().stream()
                .map(Taken::alert)
                .map(property)
                .distinct()
                .toList();
    }

    private static List<String> fields(Alert alert) {
        List<String> values = alert.segment().values();
        return IntStream.range(0, values.size())
                .mapToObj(i -> alert.segmentNames().get(i) + "=" + values.get(i))
                .toList();
    }

    private static String feature(Alert alert) {
        return alert.feature();
    }

    private static String in(Alert alert) {
        String segment = alert.segment().text(alert.segmentNames());
        return segment.isEmpty() ? "" : " in " + segment;
    }
}
