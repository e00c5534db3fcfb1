package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTreeTest {

    @TempDir
    Path directory;

    @Test
    void aSyntaxErrorNamesFileLineAndColumn() {
        Path file = new Documents(directory).file("monitors:\n  - name: loans\n    source: { topics: [a\n");

        fails(file)
                .withMessage(file + ":3:25: must be valid YAML, was while parsing a flow sequence; expected ',' or ']',"
                        + " but got <stream end>");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        Path file = new Documents(directory).file("create-topics: true\ncreate-topics: false\n");

        fails(file).withMessageStartingWith(file + ":2:").withMessageContaining("create-topics");
    }

    @Test
    void aMergeKeyBelowOtherKeysIsRefused() {
        Path file = new Documents(directory).file("a: &a { x: 1 }\nb:\n  x: 2\n  <<: *a\n");

        fails(file)
                .withMessage(file + ":4:3: must have a merge key before the other keys of its map,"
                        + " was << after another key");
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        Path file = new Documents(directory).file("a: .nan\n");

        fails(file).withMessageStartingWith(file + ":1:").withMessageContaining("must be valid YAML");
    }

    @Test
    void aSecondDocumentIsRefused() {
        Path file = new Documents(directory).file("create-topics: true\n---\ncreate-topics: false\n");

        fails(file).withMessageContaining("must be valid YAML");
    }

    @Test
    void anUnknownAliasIsRefused() {
        Path file = new Documents(directory).file("monitors: *nowhere\n");

        fails(file).withMessageContaining("nowhere");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = directory.resolve("none.yaml");

        fails(file).withMessage(file + ": must be a readable UTF-8 file, was NoSuchFileException");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Path file = Files.write(directory.resolve("latin.yaml"), "name: \u00e9".getBytes(StandardCharsets.ISO_8859_1));

        fails(file).withMessage(file + ": must be a readable UTF-8 file, was MalformedInputException");
    }

    @Test
    void depthIsLimited() {
        Path file = new Documents(directory).file("a: " + "[".repeat(40) + "]".repeat(40));

        fails(file).withMessageContaining("must be valid YAML").withMessageContaining("depth");
    }

    @Test
    void lengthIsLimited() {
        Path file = new Documents(directory).file("#".repeat(5 << 20));

        fails(file).withMessage(file + ": must be at most 4194304 bytes, was longer");
    }

    @Test
    void aliasesCannotUnfoldIntoAGreatTree() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", java.util.Collections.nCopies(10, before)))
                    .append("]\n");
        }
        Path file = new Documents(directory).file(bomb.toString());

        fails(file).withMessageContaining("must be valid YAML");
    }

    private static ThrowableAssertAlternative<ConfigException> fails(Path file) {
        return Assertions.assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfigLoader.load(file, Map.of()))
                .satisfies(failure -> assertThat(failure.problems()).hasSize(1));
    }
}
