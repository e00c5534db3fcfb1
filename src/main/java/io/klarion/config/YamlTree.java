package io.klarion.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLAnchorReplayingFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a YAML file into a tree, within limits.
 *
 * <p>Aliases ({@code *name}) and merge keys ({@code <<}) are resolved by Jackson, which bounds how often they may
 * be replayed; depth, length and the number of tokens are bounded here, so a small file cannot unfold into a
 * great tree. A key that is written twice is an error.
 */
final class YamlTree {

    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_DEPTH = 32;
    private static final long MAX_TOKENS = 500_000;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxDocumentLength(MAX_BYTES)
            .maxTokenCount(MAX_TOKENS)
            .build();

    /* Reads what is written, aliases and merge keys included. */
    private static final YAMLFactory PLAIN = YAMLFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /* Reads what is meant. */
    private static final YAMLMapper REPLAYING = YAMLMapper.builder(YAMLAnchorReplayingFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private YamlTree() {}

    /**
     * The tree of {@code file}.
     *
     * @throws ConfigException when it cannot be read, is no YAML or exceeds a limit
     */
    static JsonNode read(Path file) {
        try {
            String text = SmallFile.text(file, MAX_BYTES)
                    .orElseThrow(() -> problem(file.toString(), "be at most " + MAX_BYTES + " bytes", "longer"));
            checkKeys(file, text);
            return REPLAYING.readTree(text);
        } catch (IOException e) {
            throw problem(file.toString(), "be a readable UTF-8 file", reason(e));
        } catch (JacksonException e) {
            throw problem(position(file, e.getLocation()), "be valid YAML", reason(e.getOriginalMessage()));
        }
    }

    /*
     * A merged key is overridden by one that follows, so once merged, a key that was written twice cannot be told
     * from an override, and a merge key further down would win over what stands above it. Both are refused here.
     */
    private static void checkKeys(Path file, String text) {
        try (JsonParser parser = PLAIN.createParser(ObjectReadContext.empty(), text)) {
            JsonToken before = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean merge =
                        token == JsonToken.PROPERTY_NAME && parser.currentName().equals("<<");
                if (merge && before != JsonToken.START_OBJECT) {
                    throw problem(
                            position(file, parser.currentTokenLocation()),
                            "have a merge key before the other keys of its map",
                            "<< after another key");
                }
                before = token;
            }
        }
    }

    private static ConfigException problem(String path, String rule, String value) {
        return new ConfigException(List.of(new Problem(path, rule, value)));
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }

    private static String position(Path file, TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? file.toString()
                : file + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    /* The parser quotes the place in indented lines; they may hold anything and are left out. */
    private static String reason(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .collect(Collectors.joining("; "))
                .replaceAll("\\p{Cntrl}", "?");
    }
}
