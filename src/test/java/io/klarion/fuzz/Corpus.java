package io.klarion.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The seeds of a target and the inputs kept under {@code src/test/resources/fuzz}: those that once were findings. */
final class Corpus {

    private static final Path KEPT = Path.of("src/test/resources/fuzz");

    private Corpus() {}

    static List<byte[]> of(FuzzTarget target) throws IOException {
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        Path directory = KEPT.resolve(target.name());
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.sorted().toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }
}
