package io.klarion.benchmark;

import io.klarion.codec.MessageCodec;
import io.klarion.core.protocol.Message;
import io.klarion.topology.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/**
 * How {@code klarion run}, exactly-once on one thread, grows with source partitions and the size of records: CPU, memory,
 * and what it sends to its internal topic. One run a point; writes {@code sizes.csv}.
 */
class RunAtSizes {

    private static final int LEAST_RECORDS = 20_000;
    private static final double MEGABYTE = 1 << 20;

    private final long records = Long.getLong("benchmark.records", 400_000);
    private final Path directory = BenchmarkDirectory.named("target/benchmark");
    private final Variant variant = Variant.named("e-1-exactly-once").get(0);
    private final List<String> rows = new ArrayList<>(List.of(
            "what,value,cpu_seconds_per_million,resident_megabytes,deltas,delta_bytes," + "markers,marker_bytes"));
    private int point;

    /** What went through the internal topic. */
    private static final class Traffic {
        private long deltas;
        private long deltaBytes;
        private long markers;
        private long markerBytes;

        void add(byte[] value) {
            if (MessageCodec.decode(value) instanceof Message.Delta) {
                deltas++;
                deltaBytes += value.length;
            } else {
                markers++;
                markerBytes += value.length;
            }
        }
    }

    @Test
    void partitionsAndRecordsOfAllSizes() throws IOException, ExecutionException, InterruptedException {
        try (BenchmarkBroker broker = BenchmarkBroker.start(directory)) {
            broker.buildReference("none");
            for (int partitions : new int[] {1, 4, 16, 64}) {
                row("source partitions", partitions, broker.servers(), partitions, 0);
            }
            row("bytes of a record", 200, broker.servers(), Preload.PARTITIONS, SampleRecords.SHORT);
            for (int bytes : new int[] {700, 5_000, 50_000}) {
                row(
                        "bytes of a record",
                        bytes,
                        broker.servers(),
                        Preload.PARTITIONS,
                        Math.max(0, bytes - SampleRecords.BYTES));
            }
        }
        Files.write(directory.resolve("sizes.csv"), rows);
    }

    private void row(String what, int value, String servers, int partitions, int padding)
            throws IOException, ExecutionException, InterruptedException {
        point++;
        String topic = "sizes-" + point;
        long count =
                Math.max(LEAST_RECORDS, records * SampleRecords.BYTES / (SampleRecords.BYTES + Math.max(0, padding)));
        Preload.fill(servers, topic, count, partitions, padding);
        RunningVariant.Outcome outcome =
                new RunningVariant(variant, point, servers, directory).run(topic, count, count / 2);
        Traffic traffic = new Traffic();
        new TopicReader(Map.of("bootstrap.servers", servers))
                .read(variant.slug() + "-" + point + "-internal", record -> traffic.add(record.value()));
        rows.add(String.format(
                Locale.ROOT,
                "%s,%d,%.2f,%.0f,%d,%.0f,%d,%.0f",
                what,
                value,
                outcome.end().cpuPerMillionSince(outcome.warm()),
                outcome.residentBytes() / MEGABYTE,
                traffic.deltas,
                (double) traffic.deltaBytes / Math.max(1, traffic.deltas),
                traffic.markers,
                (double) traffic.markerBytes / Math.max(1, traffic.markers)));
        System.out.println(rows.get(rows.size() - 1));
    }
}
