package io.klarion.cli;

import io.klarion.config.CompiledConfig;
import io.klarion.config.DurationText;
import io.klarion.core.monitor.RunSummary;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.metrics.LiveTasks;
import io.klarion.metrics.RecordCounters;
import io.klarion.replay.ReplayOutput;
import io.klarion.replay.WholeWindows;
import io.klarion.topology.MonitorStreams;
import io.klarion.topology.Ports;
import io.klarion.topology.StreamsSettings;
import io.klarion.topology.TemporaryApplication;
import io.klarion.topology.TopicRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import picocli.CommandLine;

/**
 * Replays a range of live topics: the production topology under an id of its own, up to where the topics end now,
 * with results on topics of its own that are brought here and removed with everything else.
 */
final class TopicReplay {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final CompiledConfig config;
    private final ReplayRange range;
    private final PrintWriter err;
    private OptionalLong whole = OptionalLong.empty();

    TopicReplay(CompiledConfig config, ReplayRange range, CommandLine command) {
        this.config = config;
        this.range = range;
        this.err = command.getErr();
    }

    /**
     * Runs to the end.
     *
     * @param summary told what became of the records
     * @param threads stream threads; 0 for as many as the configuration says
     * @return why it did not come to the end; empty when it did
     */
    Optional<String> into(ReplayOutput out, RunSummary summary, int threads) throws IOException, InterruptedException {
        StreamsSettings production = StreamsSettingsOf.config(config.config());
        String id = production.applicationId() + "-replay-"
                + UUID.randomUUID().toString().substring(0, 8);
        sayWhatIsRead();
        try (StopSignal stop = new StopSignal();
                Workspace workspace = Workspace.create();
                TemporaryApplication application = new TemporaryApplication(production.kafka(), id)) {
            StreamsSettings settings = production.once(
                    application.id(),
                    threads > 0 ? threads : production.threads(),
                    range.start(config.monitors()),
                    workspace.directory().resolve("state"));
            ReplayWatch watch = new ReplayWatch(config.monitors(), range.end());
            Optional<String> failure = read(settings, watch, summary, stop);
            return failure.isPresent()
                    ? failure
                    : new CollectedResults(settings, config.monitors(), workspace.directory())
                            .into(new WholeWindows(() -> whole.orElse(Long.MIN_VALUE), out), watch.told());
        }
    }

    /* Looked at before reading: what expires meanwhile may have been read. */
    private OptionalLong wholeFrom(StreamsSettings settings) {
        Collection<String> topics = new TreeSet<>();
        config.monitors().forEach(monitor -> topics.addAll(monitor.topics()));
        try (TopicRange records = TopicRange.of(
                settings.kafka(),
                topics,
                range.start(config.monitors()),
                range.to().offsets())) {
            return CutBeginning.of(records, config.monitors());
        }
    }

    private void sayWhatIsRead() {
        range.from()
                .time()
                .ifPresent(time -> err.println("reading from " + time.minus(range.warmUp()) + ": "
                        + DurationText.of(range.warmUp()) + " of warm-up before the first window"));
        err.flush();
    }

    private Optional<String> read(StreamsSettings settings, ReplayWatch watch, RunSummary summary, StopSignal stop)
            throws InterruptedException {
        RecordCounters counters = new RecordCounters();
        try (MonitorStreams streams = MonitorStreams.bounded(
                        settings,
                        config.monitors(),
                        new Ports(new LiveTasks(), counters, watch),
                        range.to().offsets());
                TopicProgress progress = TopicProgress.of(err, "replaying", streams.offsetsToRead())) {
            if (streams.offsetsToRead() == 0) {
                return Optional.of("no records in the range: the topics "
                        + String.join(", ", streams.manifest().keySet()) + " hold none from there on");
            }
            whole = wholeFrom(settings);
            FilesReplay.sayWhatIsCut(whole, err);
            streams.start();
            while (!watch.isDone(streams.internalPartitions())) {
                if (streams.failure().isPresent()) {
                    return streams.failure();
                }
                if (stop.isAskedWithin(LOOK)) {
                    return Optional.of("interrupted before the end of the range");
                }
                progress.at(read(counters));
            }
        }
        counters.byMonitor()
                .forEach((name, of) -> summary.records(name, of.read(), of.counted(), of.late(), of.rejectedTotal()));
        return Optional.empty();
    }

    /* Several monitors may read the same records. */
    private static long read(RecordCounters counters) {
        Map<SourcePartition, Long> read = new HashMap<>();
        counters.totals().forEach(totals -> read.merge(totals.partition(), totals.read(), Math::max));
        return read.values().stream().mapToLong(Long::longValue).sum();
    }
}
