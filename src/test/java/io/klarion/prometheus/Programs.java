package io.klarion.prometheus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Programs of Prometheus; a test that needs one is skipped where it is not installed. */
final class Programs {

    private Programs() {}

    /** Ends the test as skipped unless {@code program} is on the path. */
    static void require(String program) {
        boolean isThere = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, program))
                .anyMatch(Files::isExecutable);
        assumeTrue(isThere, program + " is not installed (Debian: apt-get install prometheus)");
    }

    /** What a program that ends by itself answers. */
    record Answer(int status, String text) {}

    /** Runs one to its end, at most a minute. */
    static Answer run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }
}
