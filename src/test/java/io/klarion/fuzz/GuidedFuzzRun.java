package io.klarion.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzing guided by coverage, a process of its own for each target: {@code mvn -Pfuzz test -Dfuzz.seconds=600
 * [-Dfuzz.targets=record,config]}. What it learns stays under {@code target/fuzz} and helps the next run; a finding is
 * a file {@code crash-…} there, which belongs under {@code src/test/resources/fuzz} once it is mended.
 */
class GuidedFuzzRun {

    private static final String SECONDS = System.getProperty("fuzz.seconds", "60");
    private static final String ALL = "all";
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

    static Stream<String> targets() {
        String chosen = System.getProperty("fuzz.targets", ALL);
        return chosen.equals(ALL) ? Targets.names() : Stream.of(chosen.split(",", -1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void nothingIsFoundInTheTimeGiven(String name) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of("target", "fuzz", name));
        Path log = directory.resolve("log.txt");

        int exit = new ProcessBuilder(command(Targets.named(name), directory.toAbsolutePath()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();

        assertThat(exit).as("a finding; see " + log).isZero();
        Matcher done = DONE.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
        assertThat(done.find()).isTrue();
        assertThat(Long.parseLong(done.group(1)))
                .as("runs, beyond the inputs given")
                .isGreaterThan(Corpus.of(Targets.named(name)).size());
    }

    private static List<String> command(FuzzTarget target, Path directory) throws IOException {
        Path learned = Files.createDirectories(directory.resolve("learned"));
        Path given = Files.createDirectories(directory.resolve("given"));
        List<byte[]> inputs = Corpus.of(target);
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(given.resolve(Integer.toString(i)), inputs.get(i));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-D" + GuidedFuzz.TARGET + "=" + target.name(),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + GuidedFuzz.class.getName(),
                "--instrumentation_includes=io.klarion.**:tools.jackson.**:de.siegmar.**:org.snakeyaml.**",
                // Reading what is asked for is what these targets do: no search for other weaknesses.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                "-max_len=4096",
                "-rss_limit_mb=3000",
                "-max_total_time=" + SECONDS,
                learned.toString(),
                given.toString()));
        if (!target.words().isEmpty()) {
            command.add("-dict=" + dictionary(target, directory));
        }
        return command;
    }

    private static Path dictionary(FuzzTarget target, Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String word : target.words()) {
            StringBuilder line = new StringBuilder("\"");
            for (byte each : word.getBytes(StandardCharsets.UTF_8)) {
                line.append(String.format("\\x%02X", each));
            }
            lines.add(line.append('"').toString());
        }
        return Files.write(directory.resolve("words.txt"), lines);
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((one, two) -> one + File.pathSeparator + two)
                .orElse("");
    }
}
