package io.klarion.benchmark;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.ConfigLoader;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.NumericBinning;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one would write first with the DSL: a tree of each record, one record a feature, grouped by feature, a windowed
 * histogram in the store. With its best settings: a compact histogram, caching, at-least-once, a commit every 30 s.
 */
final class NaiveTopology {

    private static final long EVERY = 10_000;
    private static final String STORE = "histograms";
    private static final JsonMapper JSON = new JsonMapper();

    private NaiveTopology() {}

    /**
     * Runs until every feature of so many records is counted.
     *
     * @param args bootstrap servers, topic, records, configuration, result file, application id, state directory
     */
    public static void main(String[] args) throws InterruptedException {
        long records = Long.parseLong(args[2]);
        CellLayout layout = ConfigLoader.compile(Path.of(args[3]), System.getenv(), ReferenceJson::read)
                .monitors()
                .get(0)
                .layout();
        CountDownLatch done = new CountDownLatch(1);
        try (KafkaStreams streams = new KafkaStreams(
                topology(args[1], layout, records, done).build(), properties(args[0], args[5], args[6]))) {
            streams.start();
            done.await();
            histograms(streams, layout).write(Path.of(args[4]));
        }
    }

    private static StreamsBuilder topology(String topic, CellLayout layout, long records, CountDownLatch done) {
        AtomicLong counted = new AtomicLong();
        Progress progress = new Progress(EVERY);
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        topic,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withTimestampExtractor(
                                        (record, partitionTime) -> JSON.readTree((byte[]) record.value())
                                                .path("time")
                                                .longValue()))
                .flatMap((key, value) -> cells(JSON.readTree(value), layout))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.Integer()))
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), Duration.ofHours(1)))
                .aggregate(
                        () -> new long[0],
                        (feature, cell, histogram) -> {
                            long features = counted.incrementAndGet();
                            if (features % layout.size() == 0) {
                                progress.at(features / layout.size());
                            }
                            if (features == records * layout.size()) {
                                progress.tell(records);
                                done.countDown();
                            }
                            return plus(histogram, cell, layout, feature);
                        },
                        Materialized.<String, long[], WindowStore<Bytes, byte[]>>as(STORE)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(compact())
                                .withCachingEnabled());
        return builder;
    }

    private static List<KeyValue<String, Integer>> cells(JsonNode record, CellLayout layout) {
        List<KeyValue<String, Integer>> cells = new ArrayList<>(layout.size());
        for (int f = 0; f < layout.size(); f++) {
            String name = layout.feature(f).name();
            cells.add(KeyValue.pair(name, cell(layout.feature(f).binning(), record.path(name))));
        }
        return cells;
    }

    private static int cell(Binning binning, JsonNode value) {
        if (binning instanceof NumericBinning numeric) {
            return numeric.cellOf(value.doubleValue());
        }
        return ((CategoricalBinning) binning).cellOf(value.asString());
    }

    private static long[] plus(long[] histogram, int cell, CellLayout layout, String feature) {
        long[] counts = histogram.length > 0
                ? histogram
                : new long
                        [layout.feature(layout.indexOf(feature).orElseThrow())
                                .binning()
                                .cells()];
        counts[cell]++;
        return counts;
    }

    private static Serde<long[]> compact() {
        return Serdes.serdeFrom(
                (topic, counts) -> {
                    ByteBuffer bytes = ByteBuffer.allocate(counts.length * Long.BYTES);
                    for (long count : counts) {
                        bytes.putLong(count);
                    }
                    return bytes.array();
                },
                (topic, bytes) -> {
                    long[] counts = new long[bytes.length / Long.BYTES];
                    ByteBuffer.wrap(bytes).asLongBuffer().get(counts);
                    return counts;
                });
    }

    private static Properties properties(String servers, String application, String directory) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 30_000);
        properties.put("auto.offset.reset", "earliest");
        return properties;
    }

    private static Histograms histograms(KafkaStreams streams, CellLayout layout) {
        ReadOnlyWindowStore<String, long[]> store =
                streams.store(StoreQueryParameters.fromNameAndType(STORE, QueryableStoreTypes.windowStore()));
        SortedMap<Long, long[]> windows = new TreeMap<>();
        try (KeyValueIterator<Windowed<String>, long[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Windowed<String>, long[]> one = all.next();
                int f = layout.indexOf(one.key.key()).orElseThrow();
                long[] counts = windows.computeIfAbsent(one.key.window().end(), any -> new long[layout.cells()]);
                System.arraycopy(one.value, 0, counts, layout.offset(f), one.value.length);
            }
        }
        return new Histograms(windows);
    }
}
