package io.klarion.http;

import java.util.Optional;

/**
 * Where and to whom the server speaks. Not to be printed: it holds the token.
 *
 * @param bind the address to listen on
 * @param port the first port to try; 0 for any
 * @param token what callers must know; empty lets everybody in
 * @param tls what it proves itself with; empty for plain HTTP
 */
public record HttpSettings(String bind, int port, Optional<String> token, Optional<CertificateFiles> tls) {

    /** Without token or TLS, for addresses that only this machine reaches. */
    public static HttpSettings open(String bind, int port) {
        return new HttpSettings(bind, port, Optional.empty(), Optional.empty());
    }

    /** Whether only this machine can connect. */
    boolean isLoopback() {
        return LocalNames.isLocal(bind);
    }
}
