package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import io.klarion.faults.Scene;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Records as long as a record may be, and beyond: up to what the topic lets through. */
public final class OversizedRecords implements Fault {

    private static final int LARGEST_READ = 1 << 20;
    private static final int LARGEST_SENT = 2 << 20;
    private static final int OVERHEAD = 200;
    private static final int EACH = 8;

    @Override
    public String name() {
        return "oversized-record";
    }

    @Override
    public String expected() {
        return "Records of up to 1 MiB are counted, longer ones are in quarantine, cut, with their true length.";
    }

    @Override
    public String happen(Scene scene) throws Exception {
        allow(scene);
        Quarantine quarantine = new Quarantine(scene);
        ShopRecords records = new ShopRecords(3, scene.deployment().orders(), 2);
        for (int i = 0; i < EACH; i++) {
            scene.load().send(records.onTime(scene.load().now()).padded(LARGEST_READ));
            quarantine.expect(unfit(records.onTime(scene.load().now())).padded(LARGEST_READ + 1));
            quarantine.expect(unfit(records.onTime(scene.load().now())).padded(LARGEST_SENT - OVERHEAD));
        }
        scene.load().awaitAcknowledged();
        scene.awaitCaughtUp();
        quarantine.requireAll();
        scene.instances().forEach(scene::requireAtWork);
        return EACH + " records of exactly 1 MiB counted, " + EACH + " one byte longer and " + EACH + " of "
                + (LARGEST_SENT - OVERHEAD) + " bytes quarantined";
    }

    /* Its JSON is whole, its length is what is wrong. */
    private static ShopRecord unfit(ShopRecord record) {
        return record.with(ShopRecord.Fault.TOO_FAR_AHEAD, record.kind(), record.timestamp(), record.time());
    }

    private static void allow(Scene scene) throws ExecutionException, InterruptedException {
        ConfigResource topic =
                new ConfigResource(ConfigResource.Type.TOPIC, scene.deployment().orders());
        Collection<AlterConfigOp> larger = List.of(new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(LARGEST_SENT)), AlterConfigOp.OpType.SET));
        scene.brokers()
                .admin()
                .incrementalAlterConfigs(Map.of(topic, larger))
                .all()
                .get();
    }
}
