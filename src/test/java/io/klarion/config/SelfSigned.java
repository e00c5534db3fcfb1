package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A key and its certificate for localhost, made by the platform's own tool, so that no key lies in the repository. */
public final class SelfSigned {

    static final String PASSWORD = "canary-5f1d77";

    private final Path directory;
    private final KeyStore keys;

    private SelfSigned(Path directory, KeyStore keys) {
        this.directory = directory;
        this.keys = keys;
    }

    /** Made in this directory, which is to hold nothing else. */
    public static SelfSigned in(Path directory) {
        try {
            Path store = Files.createDirectories(directory).resolve("made.p12");
            Process made = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.log").toFile())
                    .start();
            assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new SelfSigned(directory, KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both in a store of type PKCS12 under {@link #PASSWORD}. */
    Path store() {
        return directory.resolve("made.p12");
    }

    /** The certificate as PEM. */
    Path certificate() {
        try {
            return pem("tls.crt", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key as PEM. */
    Path key() {
        try {
            return pem(
                    "tls.key",
                    "PRIVATE KEY",
                    keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both, as a server wants them. */
    public KeyStore identity() {
        Documents documents = new Documents(directory);
        return documents
                .load(Documents.MINIMAL + "http: { tls: { certificate: " + certificate() + ", key: " + key() + " } }")
                .http()
                .tls()
                .orElseThrow();
    }

    private Path pem(String name, String what, byte[] content) {
        String text = "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + what + "-----\n";
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
