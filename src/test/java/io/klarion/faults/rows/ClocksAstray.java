package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import io.klarion.faults.Scene;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;

/** Producers whose clocks are wrong: event times far ahead or before 1970, record timestamps hours off. */
public final class ClocksAstray implements Fault {

    private static final int EACH = 200;
    private static final long HOUR = 3_600_000;
    private static final long YEAR_9999 = 253_402_300_799_999L;

    @Override
    public String name() {
        return "far-future-and-backward-clocks";
    }

    @Override
    public String expected() {
        return "Event times ahead of their record's timestamp are in quarantine and move no watermark; a timestamp that"
                + " is too late changes nothing.";
    }

    @Override
    public String happen(Scene scene) {
        Quarantine quarantine = new Quarantine(scene);
        ShopRecords records = new ShopRecords(13, scene.deployment().orders(), 0);
        for (int i = 0; i < EACH; i++) {
            long now = scene.load().now();
            ShopRecord fit = records.onTime(now);
            scene.load().send(fit.with(ShopRecord.Fault.NONE, fit.kind(), now + 2 * HOUR, now));
            quarantine.expect(unfit(fit, now, YEAR_9999 - i));
            quarantine.expect(unfit(fit, now, now + 24 * HOUR + i));
            quarantine.expect(unfit(fit, now, -1 - i));
            quarantine.expect(unfit(fit, now - 2 * HOUR, now - i));
        }
        scene.load().awaitAcknowledged();
        scene.awaitCaughtUp();
        quarantine.requireAll();
        double lag = scene.instances().stream()
                .mapToDouble(instance -> instance.metrics().min("klarion_watermark_lag_seconds"))
                .min()
                .orElseThrow();
        double least = (System.currentTimeMillis() - scene.load().now()) / 1000.0;
        if (lag < least) {
            throw new AssertionError("a watermark is ahead of all records: its lag is " + lag + " s, theirs " + least);
        }
        return 4 * EACH + " records with impossible times quarantined, " + EACH
                + " with timestamps two hours ahead counted; no watermark ahead of the stream";
    }

    private static ShopRecord unfit(ShopRecord record, long timestamp, long time) {
        return record.with(ShopRecord.Fault.TOO_FAR_AHEAD, record.kind(), timestamp, time);
    }
}
