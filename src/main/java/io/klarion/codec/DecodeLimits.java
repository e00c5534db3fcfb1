package io.klarion.codec;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * What a single record may cost: beyond these it is rejected, whatever it says.
 *
 * <p>The limit on texts holds for the fields that are read; texts that are skipped are bounded by {@code maxBytes}.
 *
 * @param maxBytes the longest record, in bytes
 * @param maxDepth the deepest nesting of objects and arrays
 * @param maxNumberLength the longest number, in characters
 * @param maxTextLength the longest text, in characters
 * @param maxNameLength the longest field name, in bytes
 * @param maxTokens the greatest number of JSON tokens: every name, scalar, bracket and brace is one
 */
public record DecodeLimits(
        int maxBytes, int maxDepth, int maxNumberLength, int maxTextLength, int maxNameLength, int maxTokens) {

    /** 1 MiB, 64 levels, numbers of 100 and texts of 65,536 characters, names of 1024 bytes, 200,000 tokens. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(1 << 20, 64, 100, 1 << 16, 1 << 10, 200_000);

    public DecodeLimits {
        check("maxBytes", maxBytes);
        check("maxDepth", maxDepth);
        check("maxNumberLength", maxNumberLength);
        check("maxTextLength", maxTextLength);
        check("maxNameLength", maxNameLength);
        check("maxTokens", maxTokens);
    }

    /** The same limits, but for records of up to {@code bytes}. */
    public DecodeLimits withMaxBytes(int bytes) {
        return new DecodeLimits(bytes, maxDepth, maxNumberLength, maxTextLength, maxNameLength, maxTokens);
    }

    /** What makes parsers that keep these limits. */
    JsonFactory parsers() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNumberLength(maxNumberLength)
                        .maxStringLength(maxTextLength)
                        .maxNameLength(maxNameLength)
                        .maxDocumentLength(maxBytes)
                        .maxTokenCount(maxTokens)
                        .build())
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .build();
    }

    private static void check(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": must be at least 1, was " + value);
        }
    }
}
