package io.klarion.faults.rows;

import io.klarion.faults.Deployment;
import io.klarion.faults.GuardedBroker;
import io.klarion.faults.GuardedFault;
import io.klarion.faults.GuardedScene;
import io.klarion.faults.Instance;
import io.klarion.faults.rows.AccessList.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;

/** One operation on one resource is refused, everything else is granted. */
public final class AclDenied implements GuardedFault {

    private static final String ALONE = "kafka: must be allowed ";

    private final Resource resource;
    private final AclOperation refused;

    private AclDenied(Resource resource, AclOperation refused) {
        this.resource = resource;
        this.refused = refused;
    }

    /** One row for every operation on every resource. */
    public static List<AclDenied> rows() {
        return Arrays.stream(Resource.values())
                .flatMap(
                        resource -> AccessList.refusable(resource).map(operation -> new AclDenied(resource, operation)))
                .toList();
    }

    @Override
    public String name() {
        return "acl-denied-"
                + (resource.name() + "-" + refused.name())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
    }

    @Override
    public String expected() {
        return "The instance ends at once with one line that names the operation and the resource.";
    }

    @Override
    public String happen(GuardedScene scene) throws Exception {
        Deployment application = scene.deployment();
        AclBinding entry = AccessList.entry(application, resource, refused);
        List<AclBinding> all = new ArrayList<>(AccessList.of(application));
        Instance instance = scene.instance(scene.broker().user(GuardedBroker.PASSWORD));
        if (isFirstSeenWhenStateIsRestored()) {
            scene.allow(all);
            instance.start();
            scene.awaitVerdicts(instance);
            instance.stop();
            scene.withdraw(List.of(entry));
        } else {
            all.remove(entry);
            scene.allow(all);
        }
        scene.allow(List.of(AccessList.alone(application, resource, refused)));
        return scene.refusal(instance, told(application));
    }

    /* An empty changelog is not read. */
    private boolean isFirstSeenWhenStateIsRestored() {
        return resource == Resource.CHANGELOG && refused == AclOperation.READ;
    }

    private String told(Deployment application) {
        String operation =
                refused.name().charAt(0) + refused.name().substring(1).toLowerCase(Locale.ROOT);
        String name = resource.firstName(application);
        boolean hidden = refused == AclOperation.DESCRIBE;
        return switch (resource) {
            // What may not be described may be refused altogether, so more is named before it.
            case SOURCE, INTERNAL, RESULTS, CHANGELOG ->
                (hidden ? "" : ALONE) + operation + " on topic " + name + ", was refused";
            case GROUP -> ALONE + (hidden ? "Describe and Read" : "Read") + " on group " + name + ", was refused";
            case TRANSACTIONAL_ID ->
                ALONE + "Describe and Write on transactional ids that begin with " + name + ", was refused";
        };
    }
}
