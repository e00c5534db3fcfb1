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

/** Open windows of very many segments lie in the state store when the only instance loses its directory. */
public final class LargeStateRestored implements Fault {

    private static final int SEGMENTS = 20_000;
    private static final int ROUNDS = 10;
    private static final long SPAN = 20_000;
    private static final String MONITOR = "wide";

    @Override
    public String name() {
        return "large-state-restored";
    }

    @Override
    public String expected() {
        return "Exact; the state is restored from its topic; its size and the time it takes are told.";
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
        fill(scene);
        await("all segments are read")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> only.metrics().sum("klarion_records_read_total") > before + SEGMENTS * ROUNDS);
        scene.awaitCaughtUp();
        only.stop();
        Rows rows = rows(scene);
        assertThat(rows.count()).as("rows of state").isGreaterThan(SEGMENTS);
        Duration kept = ready(only);
        only.stop();
        scene.deleteState(only);
        Duration restored = ready(only);
        scene.awaitCaughtUp();
        return String.format(
                "%,d segments, %,d rows of state in %.1f MB; ready after %.1f s with the directory, after %.1f s without",
                SEGMENTS, rows.count(), rows.bytes() / 1e6, kept.toMillis() / 1e3, restored.toMillis() / 1e3);
    }

    private void fill(Scene scene) {
        Map<String, Object> settings = new HashMap<>(scene.brokers().client());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < SEGMENTS * ROUNDS; i++) {
                long time = ShopRecords.BEGIN + i * SPAN / (SEGMENTS * ROUNDS);
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

    private static Duration ready(Instance instance) {
        long begun = System.nanoTime();
        instance.start();
        instance.awaitReady();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
