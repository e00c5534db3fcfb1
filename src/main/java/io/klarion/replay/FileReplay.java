package io.klarion.replay;

import io.klarion.codec.RecordFile;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/**
 * Replays files: each is one source partition, in file order, without the lead guard (its records have no
 * timestamps of their own). Stage 1, stage 2 and the judge are those of the live topology.
 *
 * <p>Records are parsed by several threads and counted by the caller's, in order, so that the number of threads changes
 * nothing but the time it takes. Of several files the one that is furthest behind in event time is read on, so that
 * files that follow one another are read so, and files of the same time side by side.
 */
public final class FileReplay {

    private static final int AHEAD = 4;

    private final List<Monitor> monitors;
    private final String topic;
    private final ReplayOutput out;
    private final int threads;

    /* One file and how far it has been read. */
    private static final class Lane {
        private final SourcePartition partition;
        private final ParsedFile file;
        private long offset;
        private long highest = Long.MIN_VALUE;

        Lane(SourcePartition partition, ParsedFile file) {
            this.partition = partition;
            this.file = file;
        }

        long highest() {
            return highest;
        }
    }

    /**
     * A replay into {@code out}.
     *
     * @param monitors all of which read the files
     * @param topic the topic the files stand for; one that every monitor reads
     * @param threads how many parse, at least 1
     */
    public FileReplay(List<Monitor> monitors, String topic, ReplayOutput out, int threads) {
        this.monitors = monitors;
        this.topic = topic;
        this.out = out;
        this.threads = threads;
    }

    private static EventTimeSpec withoutLeadGuard(EventTimeSpec time) {
        return new EventTimeSpec(time.field(), time.unit(), time.outOfOrderness(), EventTimeSpec.NO_LEAD_GUARD);
    }

    /**
     * Reads the files to their ends and closes every window.
     *
     * @param progress told the number of bytes read so far of all files, now and then
     */
    public void run(List<RecordFile> files, LongConsumer progress) {
        SortedMap<String, Integer> manifest = manifest(files.size());
        RecordedPartitions partitions =
                new RecordedPartitions(monitors, manifest, Map.of(), FileReplay::withoutLeadGuard, out);
        ExecutorService parsers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "klarion-parser");
            thread.setDaemon(true);
            return thread;
        });
        try {
            read(files, partitions, parsers, progress);
        } finally {
            parsers.shutdownNow();
        }
        partitions.finish();
    }

    private SortedMap<String, Integer> manifest(int files) {
        SortedMap<String, Integer> manifest = new TreeMap<>();
        monitors.forEach(monitor ->
                monitor.topics().forEach(read -> manifest.put(read, read.equals(topic) ? files : 0)));
        return manifest;
    }

    private void read(
            List<RecordFile> files, RecordedPartitions partitions, ExecutorService parsers, LongConsumer progress) {
        DecoderPool decoders = new DecoderPool(Stage1.readersOf(monitors, topic).toList());
        int ahead = Math.max(1, AHEAD * threads / Math.max(1, files.size()));
        SortedMap<String, Integer> manifest = manifest(files.size());
        List<Lane> open = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            open.add(new Lane(new SourcePartition(topic, i), new ParsedFile(files.get(i), decoders, parsers, ahead)));
        }
        while (!open.isEmpty()) {
            Lane behind =
                    open.stream().min(Comparator.comparingLong(Lane::highest)).orElseThrow();
            if (!readOn(behind, partitions)) {
                open.remove(behind);
                if (!open.isEmpty()) {
                    partitions.end(behind.partition, manifest);
                }
            }
            progress.accept(files.stream().mapToLong(RecordFile::bytesRead).sum());
        }
    }

    private static boolean readOn(Lane lane, RecordedPartitions partitions) {
        Optional<ParsedFile.Batch> next = lane.file.next();
        next.ifPresent(batch -> {
            for (int i = 0; i < batch.size(); i++) {
                lane.highest = partitions.take(lane.partition, lane.offset++, -1, batch.record(i));
            }
            lane.file.recycle(batch);
        });
        return next.isPresent();
    }
}
