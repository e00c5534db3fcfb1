package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Scene;
import io.klarion.shop.ShopRecord;
import java.util.SplittableRandom;

/** More bytes of unfit records, within one commit interval, than an instance has heap. */
public final class QuarantineOverflow implements Fault {

    private static final int RECORDS = 500;
    private static final int LENGTH = 900_000;
    private static final double HEAP = 400 << 20;

    @Override
    public String name() {
        return "quarantine-overflow";
    }

    @Override
    public String expected() {
        return "Each is in quarantine, cut; no instance runs out of heap; nothing stands still.";
    }

    @Override
    public String happen(Scene scene) {
        Quarantine quarantine = new Quarantine(scene);
        SplittableRandom random = new SplittableRandom(5);
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < RECORDS; i++) {
            random.nextBytes(bytes);
            quarantine.expect(ShopRecord.poison(
                    scene.deployment().orders(), i % 4, scene.load().now(), bytes));
        }
        scene.load().awaitAcknowledged();
        scene.awaitCaughtUp();
        quarantine.requireAll();
        scene.instances().forEach(scene::requireAtWork);
        double most = scene.instances().stream()
                .map(Instance::metrics)
                .mapToDouble(series -> series.sum("jvm_memory_used_bytes", "area=\"heap\""))
                .max()
                .orElseThrow();
        return String.format(
                "%d records, %d MB in all, through heaps of %.0f MB; %.0f MB used at the end",
                RECORDS, RECORDS * (long) LENGTH / 1_000_000, HEAP / 1e6, most / 1e6);
    }
}
