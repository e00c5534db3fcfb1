package io.klarion.benchmark;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.ReferenceJson;
import io.klarion.codec.TopicPlan;
import io.klarion.config.ConfigLoader;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Variants without Kafka Streams: a bare consumer; one that parses every field with Jackson; one that decodes with the
 * product's decoder and counts cells in arrays, which is the least that a monitor has to do.
 */
final class PlainConsumer {

    private static final long EVERY = 50_000;

    private PlainConsumer() {}

    /** What is done with a record. */
    private interface Work {
        void on(ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * Reads until so many records are read.
     *
     * @param args kind (bare, parse or bin), bootstrap servers, topic, records, configuration, result file
     */
    public static void main(String[] args) {
        Work work = switch (args[0]) {
            case "bare" -> record -> {};
            case "parse" -> parse();
            case "bin" -> new Bins(Path.of(args[4]));
            default -> throw new IllegalArgumentException("kind: must be bare, parse or bin, was " + args[0]);
        };
        read(args[1], args[2], Long.parseLong(args[3]), work);
        if (work instanceof Bins bins) {
            bins.histograms().write(Path.of(args[5]));
        }
    }

    private static void read(String servers, String topic, long records, Work work) {
        Progress progress = new Progress(EVERY);
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
            long read = 0;
            while (read < records) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    work.on(record);
                    read++;
                }
                progress.at(read);
            }
            progress.tell(read);
        }
    }

    /* Every value as what it is, nothing kept: the price of plain Jackson. */
    private static Work parse() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .build();
        double[] sink = new double[1];
        return record -> {
            try (JsonParser parser =
                    factory.createParser(tools.jackson.core.ObjectReadContext.empty(), record.value())) {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    switch (token) {
                        case VALUE_NUMBER_FLOAT -> sink[0] += parser.getDoubleValue();
                        case VALUE_NUMBER_INT -> sink[0] += parser.getLongValue();
                        case VALUE_STRING -> sink[0] += parser.getString().length();
                        default -> sink[0] += 1;
                    }
                }
            }
        };
    }

    /* Counts by window and cell. */
    private static final class Bins implements Work {

        private final Monitor monitor;
        private final CellLayout layout;
        private final JsonRecordDecoder decoder;
        private final BinnedRecord record = new BinnedRecord();
        private final SortedMap<Long, long[]> windows = new TreeMap<>();
        private long end = Long.MIN_VALUE;
        private long[] counts = new long[0];

        Bins(Path config) {
            this.monitor = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read)
                    .monitors()
                    .get(0);
            this.layout = monitor.layout();
            this.decoder = new JsonRecordDecoder(TopicPlan.of(List.of(monitor)));
        }

        @Override
        public void on(ConsumerRecord<byte[], byte[]> source) {
            decoder.decode(source.value(), record);
            long of = monitor.window().firstEnd(monitor.window().paneStart(record.eventTime));
            if (of != end) {
                end = of;
                counts = windows.computeIfAbsent(of, any -> new long[layout.cells()]);
            }
            for (int f = 0; f < layout.size(); f++) {
                counts[layout.offset(f) + record.cells[f]]++;
            }
        }

        Histograms histograms() {
            return new Histograms(windows);
        }
    }
}
