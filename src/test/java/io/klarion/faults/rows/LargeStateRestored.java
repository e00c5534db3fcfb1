package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Patience;
import io.klarion.faults.Plan;
import io.klarion.faults.Scene;
import io.klarion.shop.ShopRecords;
import io.klarion.topology.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Windows of very many segments stay open, as when one partition is far behind the others; they lie in the state store,
 * not in the heap. Then the only instance loses its directory.
 */
public final class LargeStateRestored implements Fault {

    private static final int SEGMENTS = 20_000;
    private static final int PANES = 30;
    private static final long PANE = 20_000;
    private static final long HEAP_GROWTH = 48L << 20;
    private static final String MONITOR = "wide";

    @Override
    public String name() {
        return "large-state-restored";
    }

    @Override
    public String expected() {
        return "Exact; open windows do not fill the heap; the state is restored from its topic, every row of it.";
    }

    @Override
    public Plan plan() {
        return Plan.DEFAULT.withInstances(1).with(config -> {
            List<Object> monitors = new ArrayList<>((List<?>) config.getOrDefault("monitors", List.of()));
            Map<String, Object> wide = new LinkedHashMap<>();
            ((Map<?, ?>) monitors.get(0)).forEach((key, value) -> wide.put(String.valueOf(key), value));
            wide.put("name", MONITOR);
            wide.put("source", Map.of("topics", List.of(topic())));
            wide.put("max-segments", SEGMENTS);
            Map<String, Object> time = new LinkedHashMap<>();
            ((Map<?, ?>) wide.getOrDefault("event-time", Map.of()))
                    .forEach((key, value) -> time.put(String.valueOf(key), value));
            time.put("out-of-orderness", "1h");
            wide.put("event-time", time);
            monitors.add(wide);
            config.put("monitors", monitors);
            return config;
        });
    }

    @Override
    public List<String> topics() {
        return List.of(topic());
    }

    private String topic() {
        return name() + "." + MONITOR;
    }

    @Override
    public String happen(Scene scene) {
        Instance only = scene.instance("a");
        scene.requireAtWork(only);
        double before = only.metrics().sum("klarion_records_read_total");
        double heap = heap(only);
        fill(scene);
        await("all segments are read")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> only.metrics().sum("klarion_records_read_total") > before + SEGMENTS * PANES);
        scene.awaitCaughtUp();
        await("a row a segment and pane, and one a segment")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> rows(scene).count() >= SEGMENTS * (PANES + 1));
        double growth = heap(only) - heap;
        assertThat(growth).as("bytes of heap that open windows take").isLessThan(HEAP_GROWTH);
        only.stop();
        Rows rows = rows(scene);
        Duration kept = ready(only);
        only.stop();
        scene.deleteState(only);
        Duration restored = ready(only);
        closeFirstWindow(scene);
        await("the first window of every segment, with the one record it was restored with")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> firstWindows(scene) == SEGMENTS);
        scene.awaitCaughtUp();
        return String.format(
                "%,d segments in %d panes, %,d rows of state in %.1f MB, %.1f MB more heap; ready after %.1f s with the"
                        + " directory, after %.1f s without",
                SEGMENTS,
                PANES,
                rows.count(),
                rows.bytes() / 1e6,
                growth / 1e6,
                kept.toMillis() / 1e3,
                restored.toMillis() / 1e3);
    }

    private void fill(Scene scene) {
        try (KafkaProducer<byte[], byte[]> producer = producer(scene)) {
            for (int i = 0; i < SEGMENTS * PANES; i++) {
                send(producer, "region-" + i % SEGMENTS, ShopRecords.BEGIN + i / SEGMENTS * PANE, i % 40);
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Scene scene) {
        Map<String, Object> settings = new HashMap<>(scene.brokers().client());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void send(KafkaProducer<byte[], byte[]> producer, String region, long time, int amount) {
        String json =
                "{\"region\":\"" + region + "\",\"amount\":" + amount + ",\"kind\":\"card\",\"time\":" + time + "}";
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(topic(), 0, null, json.getBytes(StandardCharsets.UTF_8)));
    }

    /* What the changelog holds of each key in the end, which is what is in the store. */
    private record Rows(int count, long bytes) {}

    private static Rows rows(Scene scene) {
        Map<Bytes, Integer> rows = new HashMap<>();
        new TopicReader(scene.brokers().client())
                .read(scene.deployment().applicationId() + "-stage2-state-changelog", record -> {
                    Bytes key = Bytes.wrap(record.key());
                    if (record.value() == null) {
                        rows.remove(key);
                    } else {
                        rows.put(key, record.key().length + record.value().length);
                    }
                });
        return new Rows(
                rows.size(),
                rows.values().stream().mapToLong(Integer::longValue).sum());
    }

    /* The watermark trails by an hour; the first window, which holds one pane, ends after 20 s and 10 s of grace. */
    private void closeFirstWindow(Scene scene) {
        try (KafkaProducer<byte[], byte[]> producer = producer(scene)) {
            send(producer, "region-0", ShopRecords.BEGIN + 3_600_000 + PANE + 10_000, 1);
        }
    }

    private static long firstWindows(Scene scene) {
        return scene.verdicts().windows().stream()
                .filter(window -> window.monitor().equals(MONITOR) && window.end() == ShopRecords.BEGIN + PANE)
                .filter(window -> scene.verdicts().counted(window).records() == 1)
                .count();
    }

    private static double heap(Instance instance) {
        instance.process().command("GC.run");
        return instance.metrics().sum("jvm_memory_used_bytes", "area=\"heap\"");
    }

    private static Duration ready(Instance instance) {
        long begun = System.nanoTime();
        instance.start();
        instance.awaitReady();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
