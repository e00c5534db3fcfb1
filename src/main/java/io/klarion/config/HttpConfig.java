package io.klarion.config;

import java.security.KeyStore;
import java.util.Optional;

/**
 * Where metrics, health and the console are served. Its printed form shows no token.
 *
 * @param bind the address to listen on
 * @param port the port; 0 for any free one
 * @param token what callers must know; empty lets everybody in who can connect
 * @param tls what the server proves itself with, under no password; empty for plain HTTP
 * @param console whether there is a console, fed from the result topics
 */
public record HttpConfig(String bind, int port, Optional<String> token, Optional<KeyStore> tls, boolean console) {

    /** On this machine only, at port 8080, with a console. */
    public static final HttpConfig DEFAULT =
            new HttpConfig("127.0.0.1", 8080, Optional.empty(), Optional.empty(), true);

    /** Whether only this machine can connect. */
    public boolean isLoopback() {
        return isLoopback(bind);
    }

    /**
     * Whether this is a name or address of this machine's own: {@code localhost}, {@code ::1}, or {@code 127.} with
     * three more numbers. A name may begin with {@code 127.} too, and may lead anywhere.
     */
    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("::1")
                || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return "HttpConfig[bind=" + bind + ", port=" + port + ", token="
                + token.map(known -> Secrets.MASK).orElse("none") + ", tls=" + tls.isPresent() + ", console=" + console
                + "]";
    }
}
