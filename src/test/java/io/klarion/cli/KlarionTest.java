package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.DataFileException;
import io.klarion.config.ConfigException;
import io.klarion.config.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class KlarionTest {

    @Test
    void printsItsVersion() {
        Ran ran = Ran.klarion("--version");

        assertThat(ran.out()).matches("klarion \\S+\\R");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void helpListsCommandsAndExitCodes() {
        Ran ran = Ran.klarion("--help");

        assertThat(ran.out())
                .contains("Usage: klarion [-hV] [--debug] COMMAND")
                .contains("divergence")
                .contains("2   wrong usage or configuration");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        Ran ran = Ran.klarion();

        assertThat(ran.err()).startsWith("klarion: Missing required subcommand").contains("Usage: klarion");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        Ran ran = Ran.klarion("divergense");

        assertThat(ran.err())
                .contains("Unmatched argument at index 0: 'divergense'")
                .contains("klarion divergence")
                .doesNotContain("Usage");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void aMistypedOptionIsNotTakenForTheValueOfAnother() {
        Ran ran = Ran.klarion("replay", "--config", "c.yaml", "--out", "o", "--file", "a.jsonl", "--typo");

        assertThat(ran.err().lines())
                .containsExactly(
                        "klarion: Unknown option: '--typo'; Expected parameter for option '--file' but found '--typo'",
                        "Try 'klarion replay --help'");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void aBadConfigurationIsListedInFullWithoutAStackTrace() {
        Ran ran = failing(new ConfigException(
                List.of(new Problem("a", "be b", "c"), new Problem("monitors[0].name", "be given", "absent"))));

        assertThat(ran.err().lines())
                .containsExactly(
                        "klarion: the configuration has 2 problems:",
                        "  a: must be b, was c",
                        "  monitors[0].name: must be given, was absent");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void aBadDataFileIsOneLine() {
        Ran ran = failing(new DataFileException("data.csv:3: must have 4 fields, was 5"));

        assertThat(ran.err().lines()).containsExactly("klarion: data.csv:3: must have 4 fields, was 5");
        assertThat(ran.exit()).isEqualTo(1);
    }

    @Test
    void whatNobodyExpectedIsOneLineAndAHint() {
        Ran ran = failing(new IllegalStateException("bug"));

        assertThat(ran.err().lines())
                .containsExactly(
                        "klarion: unexpected failure: java.lang.IllegalStateException: bug",
                        "klarion: --debug prints where it came from");
        assertThat(ran.exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--debug fail", "fail --debug"})
    void debugPrintsTheStackTrace(String arguments) {
        Ran ran = failing(new IllegalStateException("bug"), arguments.split(" "));

        assertThat(ran.err()).contains("\tat io.klarion.cli.KlarionTest");
        assertThat(ran.exit()).isEqualTo(1);
    }

    private static Ran failing(Exception failure) {
        return failing(failure, "fail");
    }

    private static Ran failing(Exception failure, String... arguments) {
        CommandLine command = Klarion.commandLine().addSubcommand(new Failing(failure));
        return Ran.of(command, arguments);
    }

    @Command(name = "fail")
    private record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
