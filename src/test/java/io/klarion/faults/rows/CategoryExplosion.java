package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Scene;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;
import java.util.Optional;

/** A category that is new in every record, as when somebody logs an id where a kind was. */
public final class CategoryExplosion implements Fault {

    private static final int RECORDS = 60_000;
    private static final int LENGTH = 200;

    @Override
    public String name() {
        return "category-explosion";
    }

    @Override
    public String expected() {
        return "All of them are counted as other; nothing is remembered of them.";
    }

    @Override
    public String happen(Scene scene) {
        ShopRecords records = new ShopRecords(9, scene.deployment().orders(), 1);
        double before = series(scene);
        for (int i = 0; i < RECORDS; i++) {
            ShopRecord record = records.onTime(scene.load().now());
            String kind = "kind-" + "x".repeat(LENGTH) + i;
            scene.load().send(record.with(ShopRecord.Fault.NONE, Optional.of(kind), record.timestamp(), record.time()));
        }
        scene.load().awaitAcknowledged();
        scene.awaitCaughtUp();
        scene.instances().forEach(scene::requireAtWork);
        double after = series(scene);
        if (after > before + 20) {
            throw new AssertionError("series grew from " + before + " to " + after);
        }
        return RECORDS + " values never seen before, " + (long) after + " feature series (before: " + (long) before
                + ")";
    }

    private static double series(Scene scene) {
        return scene.instances().stream()
                .map(Instance::metrics)
                .mapToDouble(metrics -> metrics.count("klarion_feature_state"))
                .sum();
    }
}
