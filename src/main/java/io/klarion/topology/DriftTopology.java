package io.klarion.topology;

import io.klarion.core.protocol.Stage1;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology: two stages with a plain topic between them. Its shape depends only on the set of source topics.
 *
 * <pre>{@code
 * source topics ─► binner ─► token (cached) ─► emitter ─► internal topic ─► stage 2 ─► verdicts, alerts
 *                     └──── shared heap ──────────┘└─► quarantine
 * }</pre>
 */
final class DriftTopology {

    /* Streams writes the key only into the token's cache; every record gets the same one, and null keys pass. */
    private static final String ONE_KEY = "*";
    /* In units of eight bytes: 64 MB a task. */
    private static final long HEAP_LIMIT = 8L << 20;

    private final TopologySpec spec;
    private final Ports ports;
    private final BrokerLooks looks;

    private DriftTopology(TopologySpec spec, Ports ports, BrokerLooks looks) {
        this.spec = spec;
        this.ports = ports;
        this.looks = looks;
    }

    /** The topology of {@code spec}. {@code config} decides nothing but how Streams runs it. */
    static Topology build(TopologySpec spec, Ports ports, BrokerLooks looks, TopologyConfig config) {
        StreamsBuilder builder = new StreamsBuilder(config);
        DriftTopology drift = new DriftTopology(spec, ports, looks);
        drift.stage1(builder);
        drift.stage2(builder);
        Topology topology = builder.build();
        drift.sinks(topology);
        return topology;
    }

    private void stage1(StreamsBuilder builder) {
        Serde<String> key = Serdes.serdeFrom((topic, data) -> new byte[0], (topic, data) -> ONE_KEY);
        Serde<BinnedBatch> value = Serdes.serdeFrom(
                (topic, data) -> {
                    throw new IllegalStateException("source records are only read");
                },
                new BatchDeserializer());
        TimestampExtractor eventTimes = new EventTimeExtractor(spec);
        KStream<String, BinnedBatch> source = builder.stream(
                List.copyOf(spec.manifest().keySet()),
                Consumed.with(key, value)
                        .withTimestampExtractor(eventTimes)
                        .withOffsetResetPolicy(AutoOffsetReset.none())
                        .withName(TopologyNames.SOURCE));
        builder.addStateStore(
                new HeapStore.Builder(() -> new Stage1(spec.monitors(), spec.manifest(), spec.endOffsets())));
        source.processValues(() -> new Binner(HEAP_LIMIT), Named.as(TopologyNames.BINNER), TopologyNames.HEAP_STORE)
                .groupByKey(Grouped.with(TopologyNames.TOKEN, Serdes.String(), Serdes.Boolean()))
                .aggregate(
                        () -> 0L,
                        (any, dirty, tokens) -> tokens + 1,
                        Named.as(TopologyNames.TOKEN),
                        Materialized.<String, Long>as(Stores.inMemoryKeyValueStore(TopologyNames.TOKEN_STORE))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Long())
                                .withCachingEnabled()
                                .withLoggingDisabled())
                .toStream(Named.as(TopologyNames.TOKEN_STREAM))
                .process(
                        () -> new Emitter(spec, ports.counters(), looks.idle()),
                        Named.as(TopologyNames.EMITTER),
                        TopologyNames.HEAP_STORE);
    }

    private void stage2(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(TopologyNames.STATE_STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of()));
        builder.stream(
                        spec.topics().internal(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withTimestampExtractor(new WallclockTimestampExtractor())
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withName(TopologyNames.INTERNAL_SOURCE))
                .process(
                        () -> new WindowProcessor(spec, ports, looks),
                        Named.as(TopologyNames.STAGE2),
                        TopologyNames.STATE_STORE);
    }

    private void sinks(Topology topology) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        topology.addSink(
                TopologyNames.INTERNAL_SINK,
                spec.topics().internal(),
                bytes,
                bytes,
                new Multicast(),
                TopologyNames.EMITTER);
        topology.addSink(
                TopologyNames.QUARANTINE_SINK, spec.topics().quarantine(), bytes, bytes, TopologyNames.EMITTER);
        topology.addSink(TopologyNames.VERDICT_SINK, spec.topics().verdicts(), bytes, bytes, TopologyNames.STAGE2);
        topology.addSink(TopologyNames.ALERT_SINK, spec.topics().alerts(), bytes, bytes, TopologyNames.STAGE2);
    }
}
