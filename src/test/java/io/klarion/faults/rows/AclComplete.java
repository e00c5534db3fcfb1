package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.faults.GuardedBroker;
import io.klarion.faults.GuardedFault;
import io.klarion.faults.GuardedScene;
import io.klarion.faults.Instance;

/** The control of the rows with a gap in the access list: the list without a gap is enough. */
public final class AclComplete implements GuardedFault {

    @Override
    public String name() {
        return "acl-complete";
    }

    @Override
    public String expected() {
        return "The documented access list is enough: nothing on the cluster, no Delete, no IdempotentWrite.";
    }

    @Override
    public String happen(GuardedScene scene) throws Exception {
        scene.allow(AccessList.of(scene.deployment()));
        Instance instance = scene.instance(scene.broker().user(GuardedBroker.PASSWORD));
        instance.start();
        instance.awaitReady();
        scene.awaitVerdicts(instance);
        assertThat(instance.stop()).as(instance.process().err()).isEqualTo(Instance.TERMINATED);
        String all = instance.process().out() + instance.process().err();
        assertThat(all).doesNotContain("uthoriz").doesNotContain(GuardedBroker.PASSWORD);
        return "ready, verdicts written, ended by SIGTERM";
    }
}
