package io.klarion.http;

import java.security.KeyStore;
import java.util.Optional;

/**
 * Where and to whom the server speaks. Not to be printed: it holds the token.
 *
 * @param bind the address to listen on
 * @param port the first port to try; 0 for any
 * @param token what callers must know; empty lets everybody in
 * @param tls the certificates and the key that it proves itself with, under no password; empty for plain HTTP
 */
public record HttpSettings(String bind, int port, Optional<String> token, Optional<KeyStore> tls) {

    /** Without token or TLS, for addresses that only this machine reaches. */
    public static HttpSettings open(String bind, int port) {
        return new HttpSettings(bind, port, Optional.empty(), Optional.empty());
    }

    /** Whether only this machine can connect. */
    boolean isLoopback() {
        return LocalNames.isLocal(bind);
    }
}
