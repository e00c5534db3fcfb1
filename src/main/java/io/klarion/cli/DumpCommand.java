package io.klarion.cli;

import io.klarion.codec.DumpRange;
import io.klarion.codec.DumpRecord;
import io.klarion.codec.DumpWriter;
import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.config.KlarionConfig;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.report.Figures;
import io.klarion.topology.StreamsSettings.StartFrom;
import io.klarion.topology.TopicRange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code klarion dump}: a range of the source topics into a file that replays exactly. */
@Command(
        name = "dump",
        description = {
            "Write a range of the source topics to a file that `klarion replay --file` replays exactly.",
            "",
            "The file has a line of JSON for each record: topic, partition, offset, timestamp, key and value; those of published"
                    + " references first, where the configuration follows any. A time in --from is"
                    + " one of the records' own timestamps; --to takes offsets or latest."
        })
final class DumpCommand implements Callable<Integer> {

    private static final int BUFFER = 1 << 16;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write, such as records.jsonl; one that ends in .gz or .zst is compressed.")
    private Path out;

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Override
    public Integer call() throws IOException {
        if (range.to().time().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--to: must be offsets or latest, was " + range.to().time().get());
        }
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        NewFile file = new NewFile(out, force);
        file.check();
        Collection<String> topics = new TreeSet<>();
        compiled.monitors().forEach(monitor -> topics.addAll(monitor.topics()));
        StartFrom start = range.from()
                .time()
                .map(time -> new StartFrom(StartFrom.Kind.TIME, time.toEpochMilli()))
                .orElseGet(() ->
                        new StartFrom(StartFrom.Kind.OFFSETS, 0, range.from().offsets()));
        KlarionConfig loaded = compiled.config();
        AtomicLong written = new AtomicLong();
        try (TopicRange records =
                TopicRange.of(loaded.kafka().toMap(), topics, start, range.to().offsets())) {
            file.write(path -> written.set(withReferences(loaded, records, path)));
        }
        spec.commandLine().getOut().println(Figures.count(written.get()) + " records written to " + out);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /* Published references first: who replays the dump needs them before the records. */
    private long withReferences(KlarionConfig loaded, TopicRange records, Path path) throws IOException {
        Optional<String> topic = loaded.topics().references();
        if (topic.isEmpty()) {
            return write(List.of(records), path);
        }
        try (TopicRange references =
                TopicRange.of(loaded.kafka().toMap(), List.of(topic.get()), StartFrom.EARLIEST, Map.of())) {
            return write(List.of(references, records), path);
        }
    }

    /* Under another name until it is whole. */
    private long write(List<TopicRange> ranges, Path path) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        AtomicLong records = new AtomicLong();
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
                DumpWriter dump = DumpWriter.of(path.toString(), bytes, ranges(ranges));
                TopicProgress progress = TopicProgress.of(
                        spec.commandLine().getErr(),
                        "dumping",
                        ranges.stream().mapToLong(TopicRange::offsets).sum())) {
            for (TopicRange range : ranges) {
                range.read(record -> {
                    dump.write(of(record));
                    progress.at(records.incrementAndGet());
                    return true;
                });
            }
            dump.finish();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        return records.get();
    }

    private static DumpRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new DumpRecord(
                new SourcePartition(record.topic(), record.partition()),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value());
    }

    private static List<DumpRange> ranges(List<TopicRange> ranges) {
        List<DumpRange> dumped = new ArrayList<>();
        ranges.forEach(range -> range.begins()
                .forEach((partition, begin) -> dumped.add(new DumpRange(
                        partition,
                        begin,
                        range.ends().getOrDefault(partition, 0L),
                        range.cut().contains(partition)))));
        return dumped;
    }
}
