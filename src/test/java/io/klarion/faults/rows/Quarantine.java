package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Patience;
import io.klarion.faults.Scene;
import io.klarion.shop.Results;
import io.klarion.shop.ShopRecord;
import io.klarion.topology.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Unfit records that were sent, and whether each is in quarantine with its reason and its bytes. */
final class Quarantine {

    /** How many bytes of a record quarantine keeps. */
    static final int KEPT = 64 * 1024;

    private final Scene scene;
    private final Map<String, Integer> expected = new HashMap<>();

    Quarantine(Scene scene) {
        this.scene = scene;
    }

    /** Sends a record that must end there. */
    void expect(ShopRecord record) {
        scene.load().send(record);
        expected.merge(content(record.bytes(), record.bytes().length), 1, Integer::sum);
    }

    /**
     * Fails unless every one is there, cut to what is kept, and says why and how long it was. Readers of committed
     * records see no further than the oldest transaction that is open, which may be another instance's.
     */
    void requireAll() {
        await("all in quarantine")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    Map<String, Integer> missing = new HashMap<>(expected);
                    new TopicReader(scene.brokers().client())
                            .read(
                                    Results.quarantine(scene.deployment().applicationId()),
                                    record -> found(record, missing));
                    missing.values().removeIf(left -> left <= 0);
                    assertThat(missing).as("not in quarantine with their bytes").isEmpty();
                });
    }

    private static void found(ConsumerRecord<byte[], byte[]> record, Map<String, Integer> expected) {
        assertThat(header(record, "klarion.reason")).isNotEmpty();
        assertThat(header(record, "klarion.topic") + "-" + header(record, "klarion.partition") + "@"
                        + header(record, "klarion.offset"))
                .isEqualTo(new String(record.key(), StandardCharsets.UTF_8));
        String content = content(record.value(), Integer.parseInt(header(record, "klarion.length")));
        expected.computeIfPresent(content, (any, missing) -> missing - 1);
    }

    private static String content(byte[] bytes, int length) {
        return length + " bytes, the first of them "
                + Arrays.hashCode(Arrays.copyOf(bytes, Math.min(KEPT, bytes.length)));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name), name).value(), StandardCharsets.UTF_8);
    }
}
