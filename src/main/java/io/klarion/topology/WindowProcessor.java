package io.klarion.topology;

import io.klarion.codec.AlertJson;
import io.klarion.codec.MessageCodec;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.EvidenceJudge;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.protocol.Stage2Output;
import io.klarion.core.protocol.Suspicion;
import io.klarion.core.protocol.Watermarks;
import io.klarion.core.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link Stage2} for one internal partition: applies messages, closes windows, sends verdicts and alerts. */
final class WindowProcessor implements Processor<byte[], byte[], byte[], byte[]>, Stage2Output {

    private static final Logger LOG = LoggerFactory.getLogger(WindowProcessor.class);
    /* What is closed in one call: 400 small windows or 20,000 features, so that a commit always fits in its transaction. */
    private static final int CLOSE_BUDGET = 400;
    private static final Duration CLOSE_REST = Duration.ofMillis(100);
    private static final Duration REPORT = Duration.ofSeconds(1);
    private static final Duration AUDIT = Duration.ofMillis(500);
    /* Every task of stage 1 gives a sign of life each 2 s; one that is silent for so long is not running. */
    private static final Duration STALL = Duration.ofSeconds(30);

    private final TopologySpec spec;
    private final Ports ports;
    private final BrokerLooks looks;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Stage2 stage;
    private @Nullable TaskDisplay display;
    private final Map<SourcePartition, Long> lastHeard = new HashMap<>();
    private long started;
    private @Nullable EvidenceJudge judge;
    private int judged;
    private long heard;
    /* Whether windows may be left to close: unknown at first, the state may come from where a budget ran out. */
    private boolean unfinished;
    private boolean behind;

    WindowProcessor(TopologySpec spec, Ports ports, BrokerLooks looks) {
        this.spec = spec;
        this.ports = ports;
        this.looks = looks;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        started = processorContext.currentSystemTimeMs();
        lastHeard.clear();
        unfinished = true;
        behind = false;
        KeyValueStore<Bytes, byte[]> store = processorContext.getStateStore(TopologyNames.STATE_STORE);
        TaskDisplay shown = new TaskDisplay(
                spec.monitors(),
                store,
                ports.tasks().open(processorContext.taskId().toString()));
        display = shown;
        StreamState state = new StreamState(store, shown::forget);
        spec.topicIds().requireSameAs(state);
        EvidenceJudge own = new EvidenceJudge(spec.monitors());
        judge = own;
        judged = 0;
        heard = System.nanoTime();
        stage = new Stage2(spec.monitors(), spec.manifest(), state, own, this);
        shown.restore(state);
        processorContext.schedule(CLOSE_REST, PunctuationType.WALL_CLOCK_TIME, now -> closeRest());
        processorContext.schedule(AUDIT, PunctuationType.WALL_CLOCK_TIME, now -> settle());
        processorContext.schedule(REPORT, PunctuationType.WALL_CLOCK_TIME, this::report);
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        Message message = MessageCodec.decode(received.value());
        long offset = context()
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("an internal record must have coordinates"))
                .offset();
        if (stage().apply(offset, message) && message instanceof Message.Marker marker) {
            long now = context().currentSystemTimeMs();
            marker.marks().forEach(mark -> lastHeard.put(mark.partition(), now));
            heard = System.nanoTime();
            // Markers come many at once: while there is more to close than at once, it is closed between them.
            if (!behind) {
                closeWindows();
            }
        }
    }

    /* A version that was published before the records that let a window close must be known by then. */
    private void closeWindows() {
        if (!looks.references().isKnownUntil(heard)) {
            unfinished = true;
            return;
        }
        int revision = looks.references().revision();
        if (revision != judged) {
            looks.references().monitors().forEach(judge()::use);
            display().view().references(looks.references().monitors());
            judged = revision;
        }
        behind = stage().close(CLOSE_BUDGET) >= CLOSE_BUDGET;
        unfinished = behind;
    }

    private void closeRest() {
        if (unfinished) {
            closeWindows();
        }
    }

    private void settle() {
        for (Suspicion suspicion : stage().suspicions()) {
            looks.audit().answer(suspicion).ifPresent(found -> {
                stage().settle(suspicion, found);
                unfinished = true;
            });
        }
        closeRest();
    }

    private void report(long now) {
        for (Stage2.Waiting waiting : stage().waiting()) {
            display()
                    .view()
                    .watermark(
                            waiting.monitor(),
                            Watermarks.frontier(waiting.partitions()),
                            furthest(waiting),
                            isStalled(waiting, now));
        }
        int partition = context().taskId().partition();
        ports.listener().waiting(partition, stage().waiting());
        if (!unfinished) {
            ports.listener().closed(partition, stage().waiting());
            if (stage().isInputFinished()) {
                ports.listener().finished(partition);
            }
        }
    }

    private static long furthest(Stage2.Waiting waiting) {
        return waiting.partitions().stream()
                .mapToLong(PartitionMark::watermark)
                .max()
                .orElse(WindowSpec.NO_WATERMARK);
    }

    private boolean isStalled(Stage2.Waiting waiting, long now) {
        return waiting.partitions().stream()
                .filter(mark -> mark.status() != PartitionMark.Status.FINISHED)
                .mapToLong(mark -> lastHeard.getOrDefault(mark.partition(), started))
                .anyMatch(heard -> now - heard > STALL.toMillis());
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        send(VerdictJson.key(verdict), VerdictJson.write(verdict), TopologyNames.VERDICT_SINK);
        ports.listener().verdict(verdict);
        display().verdict(verdict, firing);
    }

    @Override
    public void alert(Alert alert) {
        send(AlertJson.key(alert), AlertJson.write(alert), TopologyNames.ALERT_SINK);
        ports.listener().alert(alert);
        ports.counters().alert(alert);
        display().alert(alert);
    }

    @Override
    public void anomaly(Anomaly anomaly, String monitor, long records) {
        LOG.warn("monitor {}: {} records: {}", monitor, records, anomaly);
        ports.counters().anomaly(anomaly, monitor, records);
    }

    /* Every task hears of it; the one whose number it is speaks. */
    @Override
    public void finding(Finding finding) {
        Suspicion range = finding.suspicion();
        int spokesman = range.partition().partition() % Math.max(1, spec.internalPartitions());
        if (context().taskId().partition() == spokesman) {
            LOG.warn("monitor {}: {}", finding.monitor(), finding);
            ports.counters().finding(range.kind(), finding.monitor());
        }
    }

    private void send(String key, byte[] value, String sink) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        context().forward(new Record<>(keyBytes, value, context().currentSystemTimeMs()), sink);
    }

    @Override
    public void close() {
        if (display != null) {
            display.close();
        }
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "init must come first");
    }

    private Stage2 stage() {
        return Objects.requireNonNull(stage, "init must come first");
    }

    private EvidenceJudge judge() {
        return Objects.requireNonNull(judge, "init must come first");
    }

    private TaskDisplay display() {
        return Objects.requireNonNull(display, "init must come first");
    }
}
