package io.klarion.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names of this machine for itself. */
final class LocalNames {

    private LocalNames() {}

    /** Whether a host is this machine's own: {@code localhost}, {@code 127.…} or {@code ::1}. */
    static boolean isLocal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.matches("127(\\.\\d{1,3}){3}")
                || name.equals("::1")
                || name.equals("[::1]");
    }

    /**
     * Whether a header {@code Host} names this machine by itself. A page of a stranger can make its own name resolve to
     * this machine; the header then still says that name.
     */
    static boolean isLocalHeader(@Nullable String header) {
        return header != null && isLocal(header.replaceFirst(":\\d{1,5}$", ""));
    }
}
