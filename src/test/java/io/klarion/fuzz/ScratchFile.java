package io.klarion.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is written anew for each input. */
final class ScratchFile {

    private final Path path;

    ScratchFile(String name) {
        this(directory().resolve(name));
    }

    private ScratchFile(Path path) {
        this.path = path;
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("fuzz");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another file in the same directory. */
    ScratchFile beside(String name) {
        return new ScratchFile(path.resolveSibling(name));
    }

    /** The file, now with this content. */
    Path write(byte[] content) {
        try {
            path.toFile().deleteOnExit();
            return Files.write(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
