package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.Severity;
import io.klarion.core.protocol.GroupKey;
import io.klarion.core.protocol.GroupRow;
import io.klarion.core.protocol.Hold;
import io.klarion.core.protocol.InMemoryState;
import io.klarion.core.protocol.PaneKey;
import io.klarion.core.protocol.PaneRow;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage2State;
import io.klarion.core.protocol.Suspicion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same calls on {@link StreamState} and on {@link InMemoryState} must give the same answers. */
class StreamStateTest {

    private static final List<String> MONITORS = List.of("m", "m\u0000", "mm");
    private static final List<String> SEGMENTS = List.of("", "DE", "DE\u001fweb", "\u0000");

    private final TopologyTestDriver driver = driver();
    private final StreamState state = new StreamState(store());
    private final InMemoryState plain = new InMemoryState();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anEmptyStoreKnowsNothing() {
        assertThat(state.appliedOffset()).isEqualTo(-1);
        assertThat(state.marks()).isEmpty();
        assertThat(state.manifest()).isEmpty();
        assertThat(state.progress("m")).isNull();
        assertThat(state.groups("m")).isEmpty();
        assertThat(state.pane(new PaneKey(new GroupKey("m", "", 0), 0, 0))).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itAnswersLikeTheOneInMemory(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            change(random);
        }
        assertThat(answers(state)).isEqualTo(answers(plain));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void walksOfOneGroupsPanesAreInOrderAndEndBeforeTheirEnd(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            change(random);
        }
        for (int i = 0; i < 200; i++) {
            GroupKey group = group(random);
            long start = random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextInt(10) * 1000L;
            long end = random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(10) * 1000L;
            if (start <= end) {
                assertThat(walk(state, group, start, end)).isEqualTo(walk(plain, group, start, end));
            }
        }
    }

    @Test
    void rowsMayBeRemovedWhileTheyAreWalked() {
        GroupKey group = new GroupKey("m", "DE", 0);
        for (int pane = 0; pane < 20; pane++) {
            state.putPane(new PaneKey(group, pane, 0), new PaneRow(1, new long[] {1}));
        }
        state.eachPane(group, 5, 15, (key, row) -> state.removePane(key));
        List<Long> left = new ArrayList<>();
        state.eachPane(group, Long.MIN_VALUE, Long.MAX_VALUE, (key, row) -> left.add(key.pane()));
        assertThat(left).containsExactly(0L, 1L, 2L, 3L, 4L, 15L, 16L, 17L, 18L, 19L);
    }

    /* The same change to both, by two equal sources of chance. */
    private void change(SplittableRandom random) {
        long seed = random.nextLong();
        change(state, new SplittableRandom(seed));
        change(plain, new SplittableRandom(seed));
    }

    private static void change(Stage2State state, SplittableRandom random) {
        GroupKey group = group(random);
        PaneKey pane = new PaneKey(group, random.nextInt(10) * 1000L, random.nextInt(3) * 1000L);
        switch (random.nextInt(10)) {
            case 0 -> state.putAppliedOffset(random.nextInt(1000));
            case 1 -> state.putMark(mark(random));
            case 2 -> state.putManifest(new TreeMap<>(Map.of("orders", random.nextInt(9), "payments", 2)));
            case 3 -> state.putGroup(group, row(random));
            case 4 -> state.removeGroup(group);
            case 5 -> state.removePane(pane);
            case 6 -> state.putHold(hold(random));
            case 7 -> state.removeHold(hold(random).partition());
            default ->
                state.putPane(
                        pane,
                        new PaneRow(random.nextInt(100), random.longs(4, 0, 50).toArray()));
        }
    }

    private static GroupKey group(SplittableRandom random) {
        return new GroupKey(
                MONITORS.get(random.nextInt(MONITORS.size())),
                SEGMENTS.get(random.nextInt(SEGMENTS.size())),
                random.nextInt(2));
    }

    private static PartitionMark mark(SplittableRandom random) {
        SourcePartition partition =
                new SourcePartition(random.nextBoolean() ? "orders" : "payments", random.nextInt(12));
        return new PartitionMark(
                partition,
                random.nextInt(1000),
                random.nextBoolean() ? PartitionMark.Status.ACTIVE : PartitionMark.Status.IDLE,
                3,
                -1,
                7,
                8,
                1);
    }

    private static Hold hold(SplittableRandom random) {
        SourcePartition partition = mark(random).partition();
        return new Hold(
                partition,
                random.nextInt(1000),
                List.of(new Suspicion(Suspicion.Kind.GAP, partition, random.nextInt(50), 50)));
    }

    private static GroupRow row(SplittableRandom random) {
        AlertState alert =
                new AlertState("amount", AlertKind.DRIFT, random.nextBoolean(), Severity.WARNING, 1, 2, 3, 4, 5, 6);
        return new GroupRow(0, random.nextInt(1000), random.nextBoolean() ? List.of(alert) : List.of());
    }

    private static List<String> answers(Stage2State state) {
        List<String> answers = new ArrayList<>(List.of(
                state.appliedOffset() + "",
                state.marks().toString(),
                state.holds().toString(),
                state.manifest().toString()));
        for (String monitor : MONITORS) {
            answers.add(state.groups(monitor).toString());
            state.eachPaneKey(monitor, (key, row) -> answers.add(text(key, row)));
            for (String segment : SEGMENTS) {
                PaneKey key = new PaneKey(new GroupKey(monitor, segment, 1), 3000, 1000);
                PaneRow row = state.pane(key);
                answers.add(row == null ? "none" : text(key, row));
            }
        }
        return answers;
    }

    private static List<String> walk(Stage2State state, GroupKey group, long start, long end) {
        List<String> walked = new ArrayList<>();
        state.eachPane(group, start, end, (key, row) -> walked.add(text(key, row)));
        return walked;
    }

    private static String text(PaneKey key, PaneRow row) {
        return key + " " + row.records() + " " + Arrays.toString(row.counts());
    }

    private KeyValueStore<Bytes, byte[]> store() {
        return driver.getKeyValueStore(TopologyNames.STATE_STORE);
    }

    /** A driver with an empty store of stage 2. */
    static TopologyTestDriver driver() {
        return new TopologyTestDriver(oneStore(), new Properties());
    }

    /* The test driver is the public way to a store outside a running topology. */
    private static Topology oneStore() {
        return new Topology()
                .addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "topic")
                .addProcessor("processor", Idle::new, "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(TopologyNames.STATE_STORE),
                                Serdes.Bytes(),
                                Serdes.ByteArray()),
                        "processor");
    }

    private static final class Idle implements Processor<byte[], byte[], Void, Void> {

        @Override
        public void process(Record<byte[], byte[]> record) {}
    }
}
