package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkDirectoryTest {

    @TempDir
    private Path home;

    @Test
    void whatNoBenchmarkWroteIsNotDeleted() throws IOException {
        Path thesis = Files.writeString(home.resolve("thesis.tex"), "years of work");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchmarkDirectory.emptied(home))
                .withMessage("benchmark.directory: must be new, empty or of an earlier benchmark"
                        + " (with a file .klarion-benchmark), was " + home);
        assertThatIllegalArgumentException().isThrownBy(() -> BenchmarkDirectory.made(home));
        assertThatIllegalArgumentException().isThrownBy(() -> BenchmarkDirectory.emptied(thesis));
        assertThat(thesis).hasContent("years of work");
    }

    @Test
    void whatAnEarlierBenchmarkWroteIs() throws IOException {
        Path directory = BenchmarkDirectory.emptied(home.resolve("new"));
        Path results = Files.writeString(directory.resolve("results.json"), "{}");
        BenchmarkDirectory.made(directory);
        assertThat(results).exists();

        BenchmarkDirectory.emptied(directory);

        assertThat(results).doesNotExist();
        assertThat(BenchmarkDirectory.emptied(Files.createDirectory(home.resolve("empty"))))
                .isDirectory();
    }
}
