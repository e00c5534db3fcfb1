package io.klarion.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.VerdictJson;
import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.faults.JavaProcess;
import io.klarion.topology.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** One variant in one round, from the start of its process to its result. */
final class RunningVariant {

    /* Those of the launcher; the same for all variants. */
    private static final List<String> FLAGS = List.of(
            ("@" + Path.of("config/jvm.options").toAbsolutePath() + " -Xmx1g -Dlogback.configurationFile=logback.xml "
                            + System.getProperty("benchmark.jvm", ""))
                    .trim()
                    .split(" +", -1));
    private static final Duration PATIENCE = Duration.ofMinutes(9);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final double TICKS_PER_SECOND = 100;
    private static final double NANOS = 1e9;

    private final Variant variant;
    private final String servers;
    private final Path directory;
    private final String application;

    RunningVariant(Variant variant, int round, String servers, Path directory) {
        this.variant = variant;
        this.servers = servers;
        this.directory = directory;
        this.application = variant.slug() + "-" + round;
    }

    /**
     * What it had cost after the warm-up and at the end.
     *
     * @param result empty for variants without one
     * @param residentBytes the most memory it held, as the operating system counts; 0 where it was not looked at
     */
    record Outcome(Measurement warm, Measurement end, Histograms result, long residentBytes) {}

    /** Runs to the end; {@code records} stand in the topic, the first {@code warmUp} do not count. */
    Outcome run(String topic, long records, long warmUp) throws IOException, ExecutionException, InterruptedException {
        return variant.isKlarion() ? klarion(topic, records, warmUp) : own(topic, records, warmUp);
    }

    private List<String> flags() {
        return variant.isParsed()
                ? Stream.concat(FLAGS.stream(), Stream.of("-D" + JsonRecordDecoder.PARSE_ONLY + "=true"))
                        .toList()
                : FLAGS;
    }

    private Outcome own(String topic, long records, long warmUp) throws IOException {
        Path config = KlarionConfigFile.write(directory, application, servers, topic, variant);
        Path result = directory.resolve(application + ".counts");
        boolean isNaive = variant.equals(Variant.NAIVE);
        Class<?> main = isNaive ? NaiveTopology.class : PlainConsumer.class;
        List<String> arguments = new ArrayList<>();
        if (!isNaive) {
            arguments.add(variant.work());
        }
        arguments.addAll(List.of(servers, topic, Long.toString(records), config.toString(), result.toString()));
        if (isNaive) {
            arguments.addAll(List.of(
                    application, directory.resolve("state-" + application).toString()));
        }
        JavaProcess process = JavaProcess.start(
                new JavaProcess.Command(List.of(), flags(), main.getName()), arguments, directory.resolve(application));
        assertThat(process.awaitExit(PATIENCE)).as(process.err()).isZero();
        List<Measurement> told = process.out()
                .lines()
                .filter(line -> line.startsWith(Progress.MARK))
                .map(RunningVariant::measurement)
                .toList();
        Measurement warm = told.stream()
                .filter(each -> each.records() >= warmUp)
                .findFirst()
                .orElseThrow();
        Histograms counts = Files.exists(result) ? Histograms.read(result) : new Histograms(new TreeMap<>());
        return new Outcome(warm, told.get(told.size() - 1), counts, 0);
    }

    private static Measurement measurement(String line) {
        String[] parts = line.substring(Progress.MARK.length()).split(" ", -1);
        return new Measurement(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]) / NANOS, Long.parseLong(parts[2]) / NANOS);
    }

    /* Its commits tell how far it has come: by then everything of those records is done. */
    private Outcome klarion(String topic, long records, long warmUp) throws IOException {
        Path config = KlarionConfigFile.write(directory, application, servers, topic, variant);
        JavaProcess process = JavaProcess.start(
                new JavaProcess.Command(List.of(), flags(), "io.klarion.cli.Klarion"),
                List.of("run", "--config", config.toString()),
                directory.resolve(application));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Measurement warm = await(admin, topic, process, warmUp);
            Measurement end = await(admin, topic, process, records);
            long resident = residentBytes(process.pid());
            process.terminate();
            process.awaitExit(PATIENCE);
            return new Outcome(warm, end, verdicts(), resident);
        }
    }

    private Measurement await(Admin admin, String topic, JavaProcess process, long records) throws IOException {
        long done = Awaitility.await("records")
                .pollInterval(LOOK)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            assertThat(process.isAlive()).as(process.err()).isTrue();
                            return StartedKlarion.committed(admin, application, topic);
                        },
                        committed -> committed >= records);
        return new Measurement(done, cpuSeconds(process.pid()), System.nanoTime() / NANOS);
    }

    /* User and system time in clock ticks: fields 14 and 15, the second being a name that may hold blanks. */
    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static long residentBytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    private Histograms verdicts() {
        SortedMap<Long, long[]> windows = new TreeMap<>();
        new TopicReader(Map.of("bootstrap.servers", servers)).read(application + ".verdicts", record -> {
            Verdict verdict = VerdictJson.read(record.value());
            windows.put(
                    verdict.end(),
                    verdict.features().stream()
                            .map(FeatureVerdict::cells)
                            .flatMap(List::stream)
                            .mapToLong(CellVerdict::count)
                            .toArray());
        });
        return new Histograms(windows);
    }
}
