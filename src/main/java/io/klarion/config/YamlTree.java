package io.klarion.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLAnchorReplayingFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a YAML file into a tree, within limits.
 *
 * <p>Aliases ({@code *name}) and merge keys ({@code <<}) are resolved by Jackson, which bounds how often they may
 * be replayed; depth, length and the number of tokens are bounded here, so a small file cannot unfold into a
 * great tree. A key that stands twice is an error.
 */
final class YamlTree {

    private static final long MAX_BYTES = 4L << 20;
    private static final int MAX_DEPTH = 32;
    private static final long MAX_TOKENS = 500_000;

    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLAnchorReplayingFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
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
            if (Files.size(file) > MAX_BYTES) {
                throw problem(file.toString(), "be at most " + MAX_BYTES + " bytes", String.valueOf(Files.size(file)));
            }
            return MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw problem(file.toString(), "be a readable UTF-8 file", reason(e));
        } catch (JacksonException e) {
            throw problem(position(file, e.getLocation()), "be valid YAML", firstLine(e.getOriginalMessage()));
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

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
