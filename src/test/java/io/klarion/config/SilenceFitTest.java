package io.klarion.config;

import static io.klarion.config.Documents.MINIMAL;
import static io.klarion.config.Documents.monitorWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceFitTest {

    @TempDir
    Path directory;

    private CompiledConfig compile(String monitors, String silence) throws IOException {
        Files.writeString(directory.resolve("loans.json"), "{}");
        String yaml = monitors + "notify: { silences: [{ from: 2026-01-01T00:00:00Z, to: 2026-01-02T00:00:00Z, "
                + silence + " }] }";
        return ConfigLoader.compile(new Documents(directory).file(yaml), Map.of(), file -> References.loans());
    }

    private List<String> problems(String monitors, String silence) {
        return catchThrowableOfType(ConfigException.class, () -> compile(monitors, silence)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void namesThatThereAreNotAreProblems() {
        assertThat(problems(MINIMAL, "monitors: [loan]"))
                .containsExactly("notify.silences[0].monitors[0]: must name a monitor, was loan (did you mean loans?)");
        assertThat(problems(MINIMAL, "features: ['*', incme]"))
                .containsExactly("notify.silences[0].features[1]: must name a feature of these monitors, was incme"
                        + " (did you mean income?)");
        assertThat(problems(monitorWith("segment-by: [/country]"), "segment: { county: DE }"))
                .containsExactly("notify.silences[0].segment: must name group-by fields of these monitors, was county"
                        + " (did you mean country?)");
    }

    @Test
    void patternsThatFitNothingAreWarnedOf() throws IOException {
        assertThat(compile(MINIMAL, "monitors: ['x*', 'l*'], features: ['probe_*']")
                        .config()
                        .warnings())
                .contains(
                        "notify.silences[0].monitors[0]: x* fits none",
                        "notify.silences[0].features[0]: probe_* fits none");
    }

    @Test
    void theNumberOfRecordsCanBeSilenced() throws IOException {
        assertThat(compile(MINIMAL, "features: ['(records)', income]").config().warnings())
                .noneMatch(warning -> warning.contains("silences"));
    }
}
