package io.klarion.faults.rows;

import io.klarion.faults.Deployment;
import io.klarion.faults.GuardedBroker;
import io.klarion.faults.GuardedFault;
import io.klarion.faults.GuardedScene;
import io.klarion.faults.Instance;
import io.klarion.faults.rows.AccessList.Resource;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/** What a running instance was allowed is taken from it. */
public final class AclWithdrawn implements GuardedFault {

    @Override
    public String name() {
        return "acl-withdrawn-source-read";
    }

    @Override
    public String expected() {
        return "The running instance ends soon with one line that names the operation and the resource.";
    }

    @Override
    public String happen(GuardedScene scene) throws Exception {
        Deployment application = scene.deployment();
        scene.allow(AccessList.of(application));
        Instance instance = scene.instance(scene.broker().user(GuardedBroker.PASSWORD));
        instance.start();
        scene.awaitVerdicts(instance);
        scene.withdraw(List.of(AccessList.entry(application, Resource.SOURCE, AclOperation.READ)));
        return scene.lastWords(instance, "Read on topic " + application.orders());
    }
}
