package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import io.klarion.faults.Scene;
import io.klarion.shop.ShopRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Records that are none: sprinkled over all partitions, and a run of them that fills whole fetches of one. */
public final class PoisonRecords implements Fault {

    private static final int SPRINKLED = 300;
    private static final int IN_A_ROW = 5_000;
    private static final int LONGEST = 400;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "poison-records";
    }

    @Override
    public String expected() {
        return "Each is in quarantine once, with its bytes; windows go on closing; the fit ones are counted.";
    }

    @Override
    public String happen(Scene scene) {
        SplittableRandom random = new SplittableRandom(11);
        Instant begun = Instant.now();
        Quarantine quarantine = new Quarantine(scene);
        for (int i = 0; i < SPRINKLED; i++) {
            String topic = i % 3 == 0
                    ? scene.deployment().payments()
                    : scene.deployment().orders();
            quarantine.expect(poison(scene, topic, random.nextInt(2), random));
        }
        for (int i = 0; i < IN_A_ROW; i++) {
            quarantine.expect(poison(scene, scene.deployment().orders(), 3, random));
        }
        scene.load().awaitAcknowledged();
        scene.awaitCaughtUp();
        quarantine.requireAll();
        Duration silence = scene.verdicts().longestSilence(begun);
        if (silence.compareTo(LONGEST_SILENCE) > 0) {
            throw new AssertionError("no verdict for " + silence);
        }
        return String.format(
                "%d poison records in quarantine with their bytes, %.1f s without a verdict at most",
                SPRINKLED + IN_A_ROW, silence.toMillis() / 1000.0);
    }

    private static ShopRecord poison(Scene scene, String topic, int partition, SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(LONGEST)];
        random.nextBytes(bytes);
        return ShopRecord.poison(topic, partition, scene.load().now(), bytes);
    }
}
