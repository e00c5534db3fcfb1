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
        return bind.equals("localhost") || bind.startsWith("127.") || bind.equals("::1") || bind.equals("[::1]");
    }
}
