package io.klarion.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Configurations as texts, in files of a test's own directory. */
final class Documents {

    /** The least that is accepted; more top-level keys may follow it, more keys of the monitor too. */
    static final String MINIMAL = """
            monitors:
              - name: loans
                source: { topics: [loan-features] }
                window: { size: 5m }
                reference: { file: loans.json }
            """;

    private final Path directory;

    Documents(Path directory) {
        this.directory = directory;
    }

    /** {@link #MINIMAL} with more lines for its monitor. */
    static String monitorWith(String lines) {
        return MINIMAL + lines.indent(4);
    }

    /** The file that holds {@code yaml}. */
    Path file(String yaml) {
        try {
            return Files.writeString(directory.resolve("klarion.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KlarionConfig load(String yaml) {
        return load(yaml, Map.of());
    }

    KlarionConfig load(String yaml, Map<String, String> environment) {
        return ConfigLoader.load(file(yaml), environment);
    }

    /** The problems of {@code yaml} as texts; empty when there are none. */
    List<String> problems(String yaml) {
        return problems(yaml, Map.of());
    }

    List<String> problems(String yaml, Map<String, String> environment) {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> load(yaml, environment));
        return failure == null
                ? List.of()
                : failure.problems().stream().map(Problem::toString).toList();
    }
}
