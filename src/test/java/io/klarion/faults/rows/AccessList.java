package io.klarion.faults.rows;

import io.klarion.faults.Deployment;
import io.klarion.faults.GuardedBroker;
import io.klarion.shop.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The access list of one application, with nothing in it that could be left out. */
final class AccessList {

    /** What an application touches. */
    enum Resource {
        SOURCE,
        INTERNAL,
        RESULTS,
        CHANGELOG,
        GROUP,
        TRANSACTIONAL_ID;

        private ResourceType type() {
            return switch (this) {
                case SOURCE, INTERNAL, RESULTS, CHANGELOG -> ResourceType.TOPIC;
                case GROUP -> ResourceType.GROUP;
                case TRANSACTIONAL_ID -> ResourceType.TRANSACTIONAL_ID;
            };
        }

        /** What must be granted on it. */
        List<AclOperation> operations() {
            return switch (this) {
                case SOURCE, GROUP -> List.of(AclOperation.READ);
                case INTERNAL, CHANGELOG -> List.of(AclOperation.READ, AclOperation.WRITE, AclOperation.CREATE);
                case RESULTS -> List.of(AclOperation.WRITE, AclOperation.CREATE);
                case TRANSACTIONAL_ID -> List.of(AclOperation.WRITE);
            };
        }

        /* The first one is the one that things are withheld on. */
        private List<String> names(Deployment application) {
            String id = application.applicationId();
            return switch (this) {
                case SOURCE -> List.of(application.orders(), application.payments());
                case INTERNAL -> List.of(application.internal());
                case RESULTS -> List.of(Results.verdicts(id), Results.alerts(id), Results.quarantine(id));
                case CHANGELOG -> List.of(id + "-stage2-state-changelog");
                case GROUP -> List.of(id);
                case TRANSACTIONAL_ID -> List.of(id + "-");
            };
        }

        String firstName(Deployment application) {
            return names(application).get(0);
        }

        private ResourcePattern pattern(String name) {
            return new ResourcePattern(
                    type(), name, this == TRANSACTIONAL_ID ? PatternType.PREFIXED : PatternType.LITERAL);
        }
    }

    private AccessList() {}

    /** Everything. */
    static List<AclBinding> of(Deployment application) {
        List<AclBinding> bindings = new ArrayList<>();
        for (Resource resource : Resource.values()) {
            for (String name : resource.names(application)) {
                resource.operations()
                        .forEach(operation ->
                                bindings.add(binding(resource.pattern(name), operation, AclPermissionType.ALLOW)));
            }
        }
        bindings.addAll(console(application));
        return bindings;
    }

    /* What the console shows; without it all but the console works. */
    private static List<AclBinding> console(Deployment application) {
        String id = application.applicationId();
        return Stream.of(Results.verdicts(id), Results.alerts(id))
                .map(name -> binding(Resource.RESULTS.pattern(name), AclOperation.READ, AclPermissionType.ALLOW))
                .toList();
    }

    /** The entry that allows an operation on the first of these resources. */
    static AclBinding entry(Deployment application, Resource resource, AclOperation operation) {
        return binding(resource.pattern(resource.firstName(application)), operation, AclPermissionType.ALLOW);
    }

    /**
     * What must be added so that this operation alone is refused: to describe is allowed to everybody who may do
     * something else, so it must be denied, or left when the other is taken away.
     */
    static AclBinding alone(Deployment application, Resource resource, AclOperation refused) {
        ResourcePattern pattern = resource.pattern(resource.firstName(application));
        return binding(
                pattern,
                AclOperation.DESCRIBE,
                refused == AclOperation.DESCRIBE ? AclPermissionType.DENY : AclPermissionType.ALLOW);
    }

    private static AclBinding binding(ResourcePattern pattern, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                pattern, new AccessControlEntry("User:" + GuardedBroker.USER, "*", operation, permission));
    }

    /** Everything that can be refused on a resource. */
    static Stream<AclOperation> refusable(Resource resource) {
        return Stream.concat(resource.operations().stream(), Stream.of(AclOperation.DESCRIBE));
    }
}
