package io.klarion.cli;

import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Texts as values in a configuration. */
final class YamlScalar {

    /* No other characters: they may mean something, above all between braces. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./-]*");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    private YamlScalar() {}

    /** {@code text} as it must be written so that the configuration has exactly that; in quotes where needed. */
    static String of(String text) {
        if (PLAIN.matcher(text).matches() && YAML.readTree(text).isString()) {
            return text;
        }
        // A second dollar sign keeps the loader from putting in a variable.
        return YAML.writeValueAsString(text.replace("${", "$${")).strip();
    }
}
