package io.klarion.topology;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What a cluster that does not let somebody in, or not do something, says to an operator. */
final class Refusal {

    private Refusal() {}

    /** What must be granted, such as {@code Read on topic orders}. */
    static String of(String permission) {
        return "kafka: must be allowed " + permission + ", was refused";
    }

    /** Why nobody is let in. */
    static String of(AuthenticationException error, String servers) {
        return error instanceof SslAuthenticationException
                ? "kafka: must agree on TLS with " + servers + ", was refused: " + rootMessage(error)
                : "kafka: must have credentials that " + servers + " accepts, was refused: " + rootMessage(error);
    }

    /** The message of the innermost cause; its class where it has none. */
    static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** The error of this type, or the first one among its causes. */
    static <E extends Throwable> Optional<E> find(Class<E> type, Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }
}
