package io.klarion.config;

import io.klarion.core.reference.Reference;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The door to configurations: a file becomes a {@link KlarionConfig}, or a list of all its problems. */
public final class ConfigLoader {

    private ConfigLoader() {}

    /**
     * Reads and checks {@code file}. References are not opened: they may be yet to be built.
     *
     * @param environment what <code>${env:NAME}</code> refers to
     * @throws ConfigException with everything that is wrong
     */
    public static KlarionConfig load(Path file, Map<String, String> environment) {
        Reading reading = new Reading();
        KlarionConfig config = read(file, environment, reading);
        reading.problems().throwIfAny();
        return config.withWarnings(reading.problems().warnings());
    }

    /**
     * Reads {@code file} and joins every monitor with its reference.
     *
     * @param environment what <code>${env:NAME}</code> refers to
     * @param references reads a reference file; its exceptions become problems
     * @throws ConfigException with everything that is wrong, in the file or between it and the references
     */
    public static CompiledConfig compile(
            Path file, Map<String, String> environment, Function<Path, Reference> references) {
        Reading reading = new Reading();
        KlarionConfig config = read(file, environment, reading);
        return new MonitorCompiler(references, reading.problems()).compile(config);
    }

    private static KlarionConfig read(Path file, Map<String, String> environment, Reading reading) {
        JsonNode tree = YamlTree.read(file);
        new Substitution(environment, reading).apply(tree);
        Path directory = file.toAbsolutePath().getParent();
        ConfigReader reader = new ConfigReader(reading, directory == null ? Path.of("") : directory);
        return Section.document(tree, reading, reader::read);
    }
}
