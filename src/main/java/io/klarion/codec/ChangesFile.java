package io.klarion.codec;

import io.klarion.core.backtest.Change;
import io.klarion.core.backtest.KnownChanges;
import io.klarion.core.backtest.WindowRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Known changes in a file.
 *
 * <pre>{@code
 * [{"time": "2026-03-04T12:00:00Z"},
 *  {"from": "2026-03-06T00:00:00Z", "to": "2026-03-07T00:00:00Z", "feature": "income", "segment": "country=DE"}]
 * }</pre>
 *
 * <p>A change has a {@code time} (it lasts until the next one) or {@code from} and {@code to}; it may name a {@code monitor}, a
 * {@code segment} and a {@code feature} or a list of {@code features} ({@code *} for all). The list may also stand as {@code changes}
 * in an object, beside {@code exclude}, times from and to that do not count, and {@code unlabelled_features}, whose alerts do not
 * count. CSV has the same as columns, JSON lines one change a line. Times are ISO-8601 with an offset, or milliseconds since 1970.
 * Other fields are passed over.
 */
public final class ChangesFile {

    private static final String ANY = "*";
    private static final long LARGEST = 64L << 20;

    private ChangesFile() {}

    /**
     * Reads a file: {@code .json} is one document, {@code .jsonl} and {@code .csv} have one change a line.
     *
     * @throws DataFileException when it cannot be read, naming file and place
     */
    public static KnownChanges read(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".json") ? document(file) : lines(file);
    }

    private static KnownChanges document(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new DataFileException(file + ": must be at most " + LARGEST + " bytes, was " + Files.size(file));
            }
            return Json.read("list of changes", Files.readAllBytes(file), ChangesFile::known);
        } catch (NoSuchFileException e) {
            throw new DataFileException(file + ": must be a file, was not found", e);
        } catch (IOException e) {
            throw new DataFileException(file + ": must be readable, was not: " + e.getMessage(), e);
        } catch (DataFileException e) {
            throw new DataFileException(file + ": " + e.getMessage(), e);
        }
    }

    private static KnownChanges lines(Path file) {
        List<Change> changes = new ArrayList<>();
        try (RecordFile records = RecordFile.open(file)) {
            while (records.next()) {
                try {
                    changes.add(Json.read("change", records.value(), ChangesFile::change));
                } catch (DataFileException e) {
                    throw new DataFileException(file + ":" + records.line() + ": " + e.getMessage(), e);
                }
            }
        }
        return new KnownChanges(changes, List.of(), Set.of());
    }

    private static KnownChanges known(JsonNode node) {
        if (node.isArray()) {
            return new KnownChanges(Json.list(node, ChangesFile::change), List.of(), Set.of());
        }
        JsonNode excluded = node.path("exclude");
        return new KnownChanges(
                Json.list(node.required("changes"), ChangesFile::change),
                excluded.isMissingNode() ? List.of() : Json.list(excluded, ChangesFile::range),
                texts(node.path("unlabelled_features")));
    }

    private static WindowRange range(JsonNode node) {
        return new WindowRange(time(node, "from"), time(node, "to"));
    }

    private static Change change(JsonNode node) {
        boolean isPoint = isGiven(node, "time");
        long from = time(node, isPoint ? "time" : "from");
        OptionalLong to = !isPoint && isGiven(node, "to") ? OptionalLong.of(time(node, "to")) : OptionalLong.empty();
        Set<String> features = new TreeSet<>(texts(node.path("feature")));
        features.addAll(texts(node.path("features")));
        return new Change(
                from, to, one(node, "monitor"), one(node, "segment"), features.contains(ANY) ? Set.of() : features);
    }

    private static boolean isGiven(JsonNode node, String name) {
        return !node.path(name).isMissingNode() && !node.path(name).isNull();
    }

    private static String one(JsonNode node, String name) {
        return isGiven(node, name) ? Json.text(node, name) : "";
    }

    private static long time(JsonNode node, String name) {
        if (!isGiven(node, name)) {
            throw new IllegalArgumentException(name + ": must be a time, was absent");
        }
        JsonNode value = node.path(name);
        return value.isIntegralNumber()
                ? value.longValue()
                : OffsetDateTime.parse(Json.text(node, name)).toInstant().toEpochMilli();
    }

    private static Set<String> texts(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Set.of();
        }
        return node.isArray()
                ? new TreeSet<>(Json.list(node, element -> element.asString("")))
                : Set.of(node.asString(""));
    }
}
