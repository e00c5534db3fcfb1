package io.klarion.replay;

import io.klarion.codec.DecodeLimits;
import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.RecordFile;
import io.klarion.codec.TopicPlan;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.EvidenceJudge;
import io.klarion.core.protocol.InMemoryState;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PartitionInput;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import io.klarion.core.protocol.Stage1Output;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.protocol.Tally;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Replays one file: the file is one source partition, in file order, without the lead guard (its records have no
 * timestamps of their own). Stage 1, stage 2 and the judge are those of the live topology. Single-threaded.
 */
public final class FileReplay {

    /* How many records between drains. Any number gives the same verdicts. */
    private static final int BATCH = 10_000;

    private final List<Monitor> monitors;
    private final SourcePartition partition;
    private final ReplayOutput out;
    private final Stage1 stage1;
    private final Stage2 stage2;
    private long messages;

    /**
     * A replay into {@code out}.
     *
     * @param monitors all of which read the file
     * @param topic the topic the file stands for; one that every monitor reads
     */
    public FileReplay(List<Monitor> monitors, String topic, ReplayOutput out) {
        this.monitors = monitors;
        this.partition = new SourcePartition(topic, 0);
        this.out = out;
        SortedMap<String, Integer> manifest = new TreeMap<>();
        monitors.forEach(monitor -> monitor.topics().forEach(read -> manifest.put(read, read.equals(topic) ? 1 : 0)));
        this.stage1 = new Stage1(monitors, manifest, Map.of());
        this.stage2 = new Stage2(monitors, manifest, new InMemoryState(), new EvidenceJudge(monitors), out);
    }

    /**
     * Reads the file to its end and closes every window.
     *
     * @param progress told the number of bytes read so far, now and then
     */
    public void run(RecordFile file, LongConsumer progress) {
        EventTimeSpec time = monitors.get(0).eventTime();
        EventTimeRule rule = new EventTimeRule(
                new EventTimeSpec(time.field(), time.unit(), time.outOfOrderness(), EventTimeSpec.NO_LEAD_GUARD));
        JsonRecordDecoder decoder = new JsonRecordDecoder(TopicPlan.of(monitors), DecodeLimits.DEFAULT);
        PartitionInput input = stage1.input(partition);
        BinnedRecord record = new BinnedRecord();
        long highest = -1;
        long offset = 0;
        while (file.next()) {
            decoder.decode(file.value(), record);
            rule.apply(record, -1, highest);
            input.accept(offset++, -1, record);
            highest = record.rejection == null ? Math.max(highest, record.eventTime) : highest;
            if (offset % BATCH == 0) {
                forward();
                progress.accept(file.bytesRead());
            }
        }
        input.finish();
        forward();
        stage2.apply(messages++, stage1.heartbeat());
        closeAll();
    }

    private void forward() {
        stage1.drain(new Stage1Output() {
            @Override
            public void delta(Message.Delta delta) {
                stage2.apply(messages++, delta);
            }

            @Override
            public void quarantined(Quarantined record) {
                out.quarantined(record);
            }

            @Override
            public void tally(Tally tally) {
                out.tally(tally);
            }

            @Override
            public void marker(Message.Marker marker) {
                stage2.apply(messages++, marker);
            }
        });
        closeAll();
    }

    private void closeAll() {
        stage2.close(Integer.MAX_VALUE);
    }
}
