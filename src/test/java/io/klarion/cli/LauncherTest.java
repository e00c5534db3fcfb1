package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher starts the JVM from an unpacked archive; in its place stands a script that prints each word it is given on a line. */
class LauncherTest {

    private static final String FAST_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    private static final String LASTING =
            "-XX:+ExitOnOutOfMemoryError -XX:+UseParallelGC -XX:Tier4InvocationThreshold=50000"
                    + " -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000";

    @TempDir
    private Path directory;

    private Path home;

    private record Outcome(int code, List<String> words, String errors) {}

    @BeforeEach
    void unpack() throws IOException {
        home = Files.createDirectories(directory.resolve("a place with blanks"));
        program(home.resolve("bin/klarion"), Files.readString(Path.of("klarion")));
        Files.createFile(home.resolve("klarion.jar"));
        Files.createDirectories(home.resolve("config"));
        Files.copy(Path.of("config/jvm.options"), home.resolve("config/jvm.options"));
        javaOfVersion("17.0.15");
    }

    private static void program(Path path, String script) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, script);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void javaOfVersion(String version) throws IOException {
        program(directory.resolve("jdk/bin/java"), """
                #!/bin/sh
                if [ "$1" = -version ]; then
                    echo 'openjdk version "%s" 2025-04-15' >&2
                else
                    printf '%%s\\n' "$@"
                fi
                """.formatted(version));
    }

    private Outcome launch(Map<String, String> environment, String... arguments) throws Exception {
        return launch(home.resolve("bin/klarion"), environment, arguments);
    }

    private Outcome launch(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Path words = directory.resolve("words");
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString())
                .directory(directory.toFile())
                .redirectOutput(words.toFile())
                .redirectError(errors.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("KLARION_OPTS");
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended in a minute").isTrue();
        return new Outcome(
                process.exitValue(), Files.readAllLines(words), Files.readString(errors, StandardCharsets.UTF_8));
    }

    /* The flags, then how Klarion is started, then its arguments. */
    private List<String> words(String flags, String... arguments) throws IOException {
        return words(List.of(flags.split(" ")), arguments);
    }

    private List<String> words(List<String> flags, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(flags);
        words.addAll(List.of("-cp", home.toRealPath().resolve("klarion.jar").toString(), "io.klarion.cli.Klarion"));
        words.addAll(List.of(arguments));
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "doctor", "topology", "--version", "--help"})
    void whatIsSoonDoneStartsFast(String command) throws Exception {
        assertThat(launch(Map.of(), command)).isEqualTo(new Outcome(0, words(FAST_START, command), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "notify", "demo", "replay", "backtest", "reference"})
    void whatLastsGetsTheOptionsOfTheFile(String command) throws Exception {
        assertThat(launch(Map.of(), command)).isEqualTo(new Outcome(0, words(LASTING, command), ""));
    }

    @Test
    void theCommandIsTheFirstWordThatIsNoOption() throws Exception {
        assertThat(launch(Map.of(), "--quiet", "-v", "replay", "validate").words())
                .isEqualTo(words(LASTING, "--quiet", "-v", "replay", "validate"));
        assertThat(launch(Map.of(), "validate", "run").words()).isEqualTo(words(FAST_START, "validate", "run"));
    }

    @Test
    void whatTheUserAsksOfTheJvmComesLater() throws Exception {
        assertThat(launch(Map.of("KLARION_OPTS", "-Xmx4g -Dcolour=blue"), "run").words())
                .isEqualTo(words(LASTING + " -Xmx4g -Dcolour=blue", "run"));
    }

    @Test
    void aCollectorThatTheUserAsksForTakesThePlaceOfTheOther() throws Exception {
        assertThat(launch(Map.of("KLARION_OPTS", "-XX:+UseZGC"), "run").words())
                .isEqualTo(words(LASTING.replace(" -XX:+UseParallelGC", "") + " -XX:+UseZGC", "run"));
    }

    @Test
    void classesLoadedBeforehandAreTakenWhereTheyAre() throws Exception {
        Path archive = Files.createFile(home.toRealPath().resolve("klarion.jsa"));

        List<String> flags = new ArrayList<>(List.of(LASTING.split(" ")));
        flags.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));

        assertThat(launch(Map.of(), "run").words()).isEqualTo(words(flags, "run"));
        assertThat(launch(Map.of(), "validate").words()).isEqualTo(words(FAST_START, "validate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:ArchiveClassesAtExit=a.jsa", "-XX:SharedArchiveFile=b.jsa"})
    void anArchiveThatTheUserNamesTakesThePlaceOfTheOther(String option) throws Exception {
        Files.createFile(home.resolve("klarion.jsa"));

        assertThat(launch(Map.of("KLARION_OPTS", option), "run").words())
                .isEqualTo(words(LASTING + " " + option, "run"));
    }

    @Test
    void argumentsStayTheWordsTheyAre() throws Exception {
        assertThat(launch(Map.of(), "validate", "--config", "a b.yaml", "*", "").words())
                .isEqualTo(words(FAST_START, "validate", "--config", "a b.yaml", "*", ""));
    }

    @Test
    void itIsFoundThroughLinks() throws Exception {
        // not where it is called from: a relative link leads on from where it lies
        Path links = Files.createDirectories(directory.resolve("links"));
        Path relative = Files.createSymbolicLink(
                links.resolve("second"), Path.of("..", "a place with blanks", "bin", "klarion"));
        Path link = Files.createSymbolicLink(links.resolve("first"), relative);

        assertThat(launch(link, Map.of(), "validate").words()).isEqualTo(words(FAST_START, "validate"));
    }

    @Test
    void anOlderJavaIsRefused() throws Exception {
        javaOfVersion("1.8.0_412");

        assertThat(launch(Map.of(), "run"))
                .isEqualTo(new Outcome(
                        1,
                        List.of(),
                        "klarion: needs Java 17 or newer, " + directory.resolve("jdk/bin/java") + " is 1.8.0_412\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "17", "22-ea", "25.0.1"})
    void everyLaterJavaIsTaken(String version) throws Exception {
        javaOfVersion(version);

        assertThat(launch(Map.of(), "--version").code()).isZero();
    }

    @Test
    void withoutTheOptionsNothingThatLastsIsStarted() throws Exception {
        Files.delete(home.resolve("config/jvm.options"));

        assertThat(launch(Map.of(), "run"))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(1))
                .satisfies(outcome -> assertThat(outcome.errors())
                        .endsWith("klarion: cannot read " + home.toRealPath().resolve("config/jvm.options") + "\n"));
    }
}
