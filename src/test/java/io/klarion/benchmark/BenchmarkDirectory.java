package io.klarion.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** Where a benchmark writes; a file in it says that it may be emptied for the next one. */
final class BenchmarkDirectory {

    private static final String MARK = ".klarion-benchmark";

    private BenchmarkDirectory() {}

    /** The directory that {@code benchmark.directory} names. */
    static Path named(String otherwise) {
        return Path.of(System.getProperty("benchmark.directory", otherwise)).toAbsolutePath();
    }

    /** Makes the directory, if it is not there, and lets later benchmarks empty it. */
    static Path made(Path directory) throws IOException {
        requireOwn(directory);
        Files.createDirectories(directory);
        Files.write(directory.resolve(MARK), new byte[0]);
        return directory;
    }

    /**
     * The same without what an earlier benchmark left there.
     *
     * @throws IllegalArgumentException when it holds anything, and no benchmark wrote there
     */
    static Path emptied(Path directory) throws IOException {
        requireOwn(directory);
        Utils.delete(directory.toFile());
        return made(directory);
    }

    private static void requireOwn(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.exists(directory.resolve(MARK)) && !isEmpty(directory)) {
            throw new IllegalArgumentException("benchmark.directory: must be new, empty or of an earlier benchmark"
                    + " (with a file " + MARK + "), was " + directory);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
