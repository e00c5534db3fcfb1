package io.klarion.core.delivery;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One message to one recipient: an alert, or several of a monitor that changed together.
 *
 * @param kind why it is sent
 * @param key the same whenever the same page is sent again, so that a recipient can tell
 * @param entries at least one, all of one monitor, each alert once; the greatest lower bound first
 * @param marks the records that are dealt with once it is delivered
 */
public record Page(PageKind kind, String key, List<Taken> entries, List<Mark> marks) {

    /* Without evidence the value itself must do; infinities come first, and what has no number last. */
    private static final Comparator<Taken> RANKING = Comparator.<Taken>comparingDouble(
                    taken -> -strength(taken.alert()))
            .thenComparing(taken -> taken.alert().feature())
            .thenComparing(taken -> taken.alert().segment())
            .thenComparing(taken -> taken.alert().kind());

    public Page {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("entries: must be at least one, was none");
        }
        entries = entries.stream().sorted(RANKING).toList();
        marks = List.copyOf(marks);
    }

    /** The page of these; {@code round} counts the repetitions, 0 for what is told first. */
    static Page of(PageKind kind, List<Taken> entries, List<Mark> marks, long round) {
        String suffix = round == 0 ? "" : ".repeat-" + round;
        String keys = entries.stream().map(Taken::key).sorted().collect(Collectors.joining("\n"));
        return new Page(kind, (entries.size() == 1 ? keys : "group." + digest(keys)) + suffix, entries, marks);
    }

    /** The monitor. */
    public String monitor() {
        return entries.get(0).alert().monitor();
    }

    /** The greatest severity in it. */
    public Severity severity() {
        return entries.stream()
                .map(taken -> taken.alert().severity())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static double strength(Alert alert) {
        return alert.lower().orElse(alert.value().orElse(Double.NEGATIVE_INFINITY));
    }

    private static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
