package io.klarion.codec;

import io.klarion.core.reference.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reference files: JSON that people can read, one line a bin, one line a feature's counts.
 *
 * <p>The file says its format and carries the digest of its cells and counts, unless another tool wrote it; a file of another
 * format, with fields that do not belong, or that does not fit its digest, is refused with an {@link IllegalArgumentException} that names
 * file and place.
 */
public final class ReferenceJson {

    /** The format this class writes, and the only one it reads. */
    public static final String FORMAT = "klarion-reference/1";

    private static final int LINED_LEVELS = 4;

    /* Ten thousand features of twenty bins, in ten segments. */
    private static final int MAX_BYTES = 256 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ReferenceJson() {}

    /** The file of {@code reference}, ending in a line break. */
    public static String text(Reference reference) {
        return MAPPER.writer()
                        .with(new OuterLinesPrinter(LINED_LEVELS))
                        .writeValueAsString(ReferenceWriter.shape(reference))
                + "\n";
    }

    /**
     * The reference in {@code text}.
     *
     * @param source names the file in messages
     */
    public static Reference parse(String source, String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            String format = tree.path("format").asString("nothing");
            if (!format.equals(FORMAT)) {
                throw new IllegalArgumentException("format: must be " + FORMAT + ", was " + format);
            }
            requireNoNull(tree, "");
            ReferenceFile file = MAPPER.treeToValue(tree, ReferenceFile.class);
            Reference reference = ReferenceReader.reference(file);
            String digest = file.digest();
            if (digest != null && !reference.digest().equals(digest)) {
                throw new IllegalArgumentException(
                        "digest: must be that of the cells and counts, " + reference.digest() + ", was " + digest);
            }
            return reference;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(source + ": must be a reference file, was not: " + place(e), e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(source + ": times: must fit milliseconds since 1970, was beyond", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
        }
    }

    /* What there is nothing to say of is left out of a file; no field of it can be null. */
    private static void requireNoNull(JsonNode node, String path) {
        if (node.isNull()) {
            throw new IllegalArgumentException(path.substring(1) + ": must have a value, was null");
        }
        node.forEachEntry((name, child) -> requireNoNull(child, path + "." + name));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            requireNoNull(node.get(i), path + "[" + i + "]");
        }
    }

    /**
     * Reads a reference file.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public static Reference read(Path file) {
        try {
            return parse(file.toString(), text(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": must be a reference file, was not there", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": must be readable, was not: " + e.getMessage(), e);
        }
    }

    /* Bytes are counted, for what is no regular file has no size. */
    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException(
                        file + ": must be a reference file of at most " + MAX_BYTES + " bytes, was longer");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    /**
     * Writes a reference file, whole or not at all; its directory is made, a file of that name replaced.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    public static void write(Path file, Reference reference) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.write(part, text(reference).getBytes(StandardCharsets.UTF_8));
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": must be writable, was not: " + e.getMessage(), e);
        }
    }

    private static String place(JacksonException e) {
        String path = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        String message = e.getOriginalMessage();
        int details = message.indexOf(" (class ");
        return (path.isEmpty() ? "" : path + ": ") + (details < 0 ? message : message.substring(0, details));
    }
}
