package io.klarion.config;

/**
 * Where metrics and health are served.
 *
 * @param bind the address to listen on
 * @param port the port; 0 for any free one
 */
public record HttpConfig(String bind, int port) {

    /** Whether only this machine can connect. */
    public boolean isLoopback() {
        return isLoopback(bind);
    }

    /** Whether this is a name or address of this machine's own. */
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
    }
}
