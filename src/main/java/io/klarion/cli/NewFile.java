package io.klarion.cli;

import io.klarion.codec.DataFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that a command makes and that must not take the place of another unless the operator says so. */
record NewFile(Path path, boolean force) {

    /**
     * Fails when there is something already that must be kept.
     *
     * @throws DataFileException with what to do
     */
    void check() {
        if (Files.isDirectory(path)) {
            throw new DataFileException(path + ": must be a file to write, was a directory");
        }
        if (!force && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new DataFileException(path + ": must be new, was there already; --force replaces it");
        }
    }

    /** How a file is written. */
    interface Writing {
        void to(Path path) throws IOException;
    }

    /**
     * Checks and writes it.
     *
     * @throws DataFileException when it is there or cannot be written
     */
    void write(Writing writing) {
        check();
        try {
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            writing.to(path);
        } catch (IOException | UncheckedIOException e) {
            throw new DataFileException(path + ": must be writable, was not: " + e.getMessage(), e);
        }
    }
}
