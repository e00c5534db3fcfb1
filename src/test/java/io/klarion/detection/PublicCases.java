package io.klarion.detection;

import io.klarion.core.window.WindowSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads public series: a folder for each, with {@code case.json} and {@code records.jsonl.gz}. */
final class PublicCases {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String NORMAL = "normal";

    private PublicCases() {}

    /** The folders in {@code directory} that hold a case, by name. */
    static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(folder -> Files.exists(folder.resolve("case.json")))
                    .sorted()
                    .toList();
        }
    }

    static PublicCase read(Path folder) throws IOException {
        JsonNode json = MAPPER.readTree(folder.resolve("case.json"));
        List<PublicCase.Feature> features = json.path("features")
                .valueStream()
                .map(feature -> new PublicCase.Feature(
                        feature.path("name").asString(),
                        feature.path("type").asString().equals("numeric")))
                .toList();
        long size = Duration.parse(json.path("window").path("size").asString()).toMillis();
        long origin = time(json.path("window").path("origin"));
        return new PublicCase(
                json.path("name").asString(),
                json.path("control").asBoolean(false),
                new WindowSpec(size, size, 0, origin),
                span(json.path("reference")),
                features,
                texts(json.path("unlabelled_features")),
                json.path("changes")
                        .valueStream()
                        .map(change -> new PublicCase.Change(span(change), texts(change.path("features"))))
                        .toList(),
                json.path("exclude").valueStream().map(PublicCases::span).toList(),
                records(folder.resolve("records.jsonl.gz"), json, features));
    }

    private static List<PublicCase.Row> records(Path file, JsonNode json, List<PublicCase.Feature> features)
            throws IOException {
        String timeField = json.path("event_time").path("field").asString();
        String label = json.has("exclude_rule") ? json.path("label_field").asString() : "";
        List<PublicCase.Row> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                JsonNode record = MAPPER.readTree(line);
                List<@Nullable Object> values = new ArrayList<>();
                features.forEach(feature -> values.add(value(record.path(feature.name()), feature.numeric())));
                boolean abnormal =
                        !label.isEmpty() && !record.path(label).asString().equals(NORMAL);
                rows.add(new PublicCase.Row(time(record.path(timeField)), values, abnormal));
                line = lines.readLine();
            }
        }
        return rows;
    }

    private static @Nullable Object value(JsonNode value, boolean numeric) {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        return numeric ? (Object) value.asDouble() : value.asString();
    }

    private static PublicCase.Span span(JsonNode json) {
        return new PublicCase.Span(time(json.path("from")), time(json.path("to")));
    }

    private static long time(JsonNode json) {
        return json.isNumber() ? json.asLong() : Instant.parse(json.asString()).toEpochMilli();
    }

    private static Set<String> texts(JsonNode json) {
        return json.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }
}
