package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

/** What is said of a refusal. A real cluster refuses in the fault matrix. */
class PermissionsTest {

    /* Nobody answers there, and that is known at once. */
    private static final String NOWHERE = "nowhere.invalid:9092";

    private final Permissions permissions =
            new Permissions(TestSettings.of("app", NOWHERE, Path.of("unused")), List.of("orders"));

    private String told(RuntimeException error) {
        return permissions.refusal(new StreamsException("a task failed", error)).orElse("nothing");
    }

    @Test
    void aRefusedOperationIsNamedWithItsResource() {
        assertThat(told(new TransactionalIdAuthorizationException("Transactional Id authorization failed.")))
                .isEqualTo("kafka: must be allowed Describe and Write on transactional ids that begin with app-,"
                        + " was refused");
        assertThat(told(GroupAuthorizationException.forGroupId("app")))
                .isEqualTo("kafka: must be allowed Read on group app, was refused");
        assertThat(told(new ClusterAuthorizationException("Cluster authorization failed.")))
                .isEqualTo("kafka: must be allowed what it asked for (Cluster authorization failed.), was refused");
    }

    @Test
    void whereTheClusterCannotBeAskedOnceMoreTheTopicsAreNamedAlone() {
        assertThat(told(new TopicAuthorizationException(Set.of("orders", "app-internal"))))
                .isEqualTo("kafka: must be allowed everything it needs on the topics [app-internal, orders],"
                        + " was refused");
    }

    @Test
    void whoIsNotLetInIsToldWhy() {
        assertThat(told(new SaslAuthenticationException("Invalid username or password")))
                .isEqualTo("kafka: must have credentials that " + NOWHERE
                        + " accepts, was refused: Invalid username or password");
        assertThat(told(new SslAuthenticationException("handshake failed", new IllegalStateException("expired"))))
                .isEqualTo("kafka: must agree on TLS with " + NOWHERE + ", was refused: expired");
        assertThat(told(new SslAuthenticationException(null)))
                .isEqualTo("kafka: must agree on TLS with " + NOWHERE + ", was refused: SslAuthenticationException");
    }

    @Test
    void everythingElseIsNoRefusal() {
        assertThat(permissions.refusal(new TimeoutException("no answer"))).isEmpty();
    }
}
