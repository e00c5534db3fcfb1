package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.faults.Certificates;
import io.klarion.faults.GuardedBroker;
import io.klarion.faults.GuardedBroker.Door;
import io.klarion.faults.GuardedFault;
import io.klarion.faults.GuardedScene;
import io.klarion.faults.Instance;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An instance and a broker do not come to terms on who they are. */
public final class LockedOut implements GuardedFault {

    private static final String WRONG_PASSWORD = "canary-c05d16";

    private enum Reason {
        SASL_WRONG_PASSWORD(Door.PASSWORD, "Authentication failed: Invalid username or password"),
        TLS_WRONG_CA(Door.TLS, "unable to find valid certification path to requested target"),
        TLS_WRONG_HOST(Door.OTHER_HOST, "No subject alternative names matching IP address 127.0.0.1 found"),
        TLS_EXPIRED_CERTIFICATE(Door.EXPIRED, "NotAfter: ");

        private final Door door;
        private final String cause;

        Reason(Door door, String cause) {
            this.door = door;
            this.cause = cause;
        }

        private Map<String, String> client(GuardedBroker broker) {
            Certificates certificates = broker.certificates();
            Path trusted = this == TLS_WRONG_CA ? certificates.stranger() : certificates.trusted();
            return this == SASL_WRONG_PASSWORD ? broker.user(WRONG_PASSWORD) : broker.trusting(door, trusted);
        }

        private String told(GuardedBroker broker) {
            String address = broker.address(door);
            return this == SASL_WRONG_PASSWORD
                    ? "kafka: must have credentials that " + address + " accepts, was refused: " + cause
                    : "kafka: must agree on TLS with " + address + ", was refused: " + cause;
        }
    }

    private final Reason reason;

    private LockedOut(Reason reason) {
        this.reason = reason;
    }

    /** One row for every reason. */
    public static List<LockedOut> rows() {
        return Arrays.stream(Reason.values()).map(LockedOut::new).toList();
    }

    @Override
    public String name() {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String expected() {
        return "The instance ends at once with one line that says why, and no secret anywhere.";
    }

    @Override
    public String happen(GuardedScene scene) {
        Instance instance = scene.instance(reason.client(scene.broker()));
        String seen = scene.refusal(instance, reason.told(scene.broker()));
        String all = instance.process().out() + instance.process().err();
        assertThat(all).doesNotContain("canary");
        return seen;
    }
}
