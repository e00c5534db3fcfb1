package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.core.reference.Reference;
import io.klarion.report.PrintableText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A configuration and its reference made from nothing but records. */
final class InferredConfig {

    /** How much of the data becomes the reference unless told otherwise. */
    static final double REFERENCE_SHARE = 0.25;

    private final Path data;
    private final Path config;
    private final double share;
    private final Clock clock;
    private final Optional<TopicSample> sample;

    /**
     * Made from {@code data}.
     *
     * @param config where the configuration goes; the reference goes beside it
     * @param share how much of the data, in the order of event time, becomes the reference
     * @param clock says when the reference was made
     */
    InferredConfig(Path data, Path config, double share, Clock clock) {
        this(data, config, share, clock, Optional.empty());
    }

    /**
     * Made from a sample of a topic.
     *
     * @param sample what was read of it
     */
    InferredConfig(TopicSample sample, Path config, double share, Clock clock) {
        this(Path.of(sample.topic()), config, share, clock, Optional.of(sample));
    }

    private InferredConfig(Path data, Path config, double share, Clock clock, Optional<TopicSample> sample) {
        this.sample = sample;
        this.data = data;
        this.config = config;
        this.share = share;
        this.clock = clock;
    }

    /**
     * Infers a configuration from {@code data} and writes it and its reference into {@code directory}, replacing what
     * is there; says on {@code out} what it guessed.
     *
     * @return the configuration's file
     * @throws io.klarion.codec.DataFileException when the data does not say enough
     */
    static Path write(Path data, Path directory, PrintWriter out) {
        Path config = directory.resolve(FileNames.monitor(data) + ".yaml");
        new InferredConfig(data, config, REFERENCE_SHARE, Clock.systemUTC()).write(true, out, out);
        return config;
    }

    /**
     * Writes both files and says on {@code out} what was guessed.
     *
     * @param force whether files that are there may be replaced
     * @throws io.klarion.codec.DataFileException when they may not, or the data does not say enough
     */
    void write(boolean force, PrintWriter out, PrintWriter err) {
        NewFile configFile = new NewFile(config, force);
        NewFile referenceFile = new NewFile(FileNames.reference(config), force);
        configFile.check();
        referenceFile.check();
        JsonRecords records =
                sample.<JsonRecords>map(taken -> taken).orElseGet(() -> JsonRecords.of(List.of(data), err, "reading"));
        InferredMonitor inferred = Inference.of(data, records, share, referenceFile.path());
        Reference reference = ReferenceRecipe.build(
                        inferred.monitor(),
                        records,
                        inferred.range(),
                        PrintableText.of(FileNames.of(data)),
                        clock.millis())
                .reference();
        String text = new InferredConfigText(inferred, reference, sample).render(data, config);
        referenceFile.write(path -> ReferenceJson.write(path, reference));
        configFile.write(path -> {
            Path part = path.resolveSibling(FileNames.of(path) + ".part");
            Files.writeString(part, text);
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        });
        InferredLines.of(data, inferred, reference).forEach(out::println);
        out.flush();
    }
}
