package io.klarion.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.codec.DataFileException;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.Segment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {

    @TempDir
    Path directory;

    private final StringWriter told = new StringWriter();

    private ResultFiles files() {
        return new ResultFiles(directory, new PrintWriter(told));
    }

    private static Verdict part(int part) {
        return new Verdict(
                "m",
                List.of("country"),
                new Segment(List.of("de")),
                0,
                60_000,
                0,
                Completeness.COMPLETE,
                100,
                Optional.empty(),
                0,
                new ReferenceName("r", 1, "d"),
                "c",
                part,
                2,
                List.of());
    }

    @Test
    void whatWasNotFinishedIsRemovedAndNothingElse() throws IOException {
        Path other = Files.writeString(directory.resolve("other.bin.part"), "still being written");
        files().close();

        assertThat(directory).isDirectoryNotContaining(file -> !file.equals(other));
        assertThat(other).hasContent("still being written");
        assertThat(told.toString()).isEmpty();
    }

    @Test
    void otherTextsThatWereNotFinishedAreRemovedToo() throws IOException {
        Path taken = Files.createDirectories(directory.resolve("alerts.jsonl").resolve("taken"));
        Map<String, String> others = Map.of("backtest.json", "{}", "more.json", "{}");
        try (ResultFiles files = files()) {
            assertThatThrownBy(() -> files.finish(List.of(), others))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("cannot write results: ");
        }

        assertThat(taken).isDirectory();
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void allPartsOfAWideVerdictBecomeOneLine() throws IOException {
        try (ResultFiles files = files()) {
            files.verdict(part(0));
            files.verdict(part(1));
            files.finish(List.of());
        }

        assertThat(Files.readAllLines(directory.resolve("verdicts.jsonl"))).hasSize(1);
    }

    @Test
    void aVerdictOfWhichAPartIsMissingIsNotDropped() {
        try (ResultFiles files = files()) {
            files.verdict(part(0));

            assertThatThrownBy(() -> files.finish(List.of()))
                    .isInstanceOf(DataFileException.class)
                    .hasMessage("verdict m|de|1970-01-01T00:01:00Z: must have all its 2 parts, had 1");
        }

        assertThat(directory).isEmptyDirectory();
    }
}
