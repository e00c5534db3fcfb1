package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
        return "Exact; open windows do not fill the heap; the state is restored from its topic.";
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
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> only.metrics().sum("klarion_records_read_total") > before + SEGMENTS * PANES);
        scene.awaitCaughtUp();
        await("a row a segment and pane, and one a segment")
                .atMost(Duration.ofSeconds(90))
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
        Map<String, Object> settings = new HashMap<>(scene.brokers().client());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < SEGMENTS * PANES; i++) {
                long time = ShopRecords.BEGIN + i / SEGMENTS * PANE;
                String json = "{\"region\":\"region-" + i % SEGMENTS + "\",\"amount\":" + i % 40
                        + ",\"kind\":\"card\",\"time\":" + time + "}";
                producer.send(new ProducerRecord<>(topic(), 0, null, json.getBytes(StandardCharsets.UTF_8)));
            }
        }
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
