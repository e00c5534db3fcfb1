package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An authority and what it has signed, made with the JDK's keytool; and another authority that has signed nothing. */
public final class Certificates {

    static final String PASSWORD = "canary-2b8c40";

    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory;
    }

    /** Makes them all. */
    static Certificates in(Path directory) {
        Certificates certificates = new Certificates(directory);
        try {
            Files.createDirectories(directory);
            certificates.authority("authority");
            certificates.authority("stranger");
            certificates.signed(certificates.good(), "IP:" + NodeAddress.HOST, "-1d");
            certificates.signed(certificates.otherHost(), "DNS:elsewhere.example", "-1d");
            certificates.signed(certificates.expired(), "IP:" + NodeAddress.HOST, "-400d");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return certificates;
    }

    /** The broker's own, signed by the authority. */
    Path good() {
        return directory.resolve("good.p12");
    }

    /** One of another host. */
    Path otherHost() {
        return directory.resolve("other-host.p12");
    }

    /** One that was good until a month ago. */
    Path expired() {
        return directory.resolve("expired.p12");
    }

    /** Trusts the authority. */
    public Path trusted() {
        return directory.resolve("authority-trusted.p12");
    }

    /** Trusts somebody else. */
    public Path stranger() {
        return directory.resolve("stranger-trusted.p12");
    }

    /** Server settings that show a certificate at a listener. */
    Map<String, String> server(String listener, Path shown) {
        String prefix = "listener.name." + listener + ".ssl.";
        Map<String, String> settings = new TreeMap<>();
        settings.put(prefix + "keystore.type", "PKCS12");
        settings.put(prefix + "keystore.location", shown.toString());
        settings.put(prefix + "keystore.password", PASSWORD);
        settings.put(prefix + "key.password", PASSWORD);
        return settings;
    }

    private void authority(String name) {
        Path store = directory.resolve(name + ".p12");
        Path file = directory.resolve(name + ".pem");
        keytool(store, "-genkeypair", "-alias", "ca", "-dname", "CN=" + name, "-keyalg", "EC", "-ext", "bc:c");
        keytool(store, "-exportcert", "-rfc", "-alias", "ca", "-file", file.toString());
        keytool(
                directory.resolve(name + "-trusted.p12"),
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                file.toString());
    }

    /* Made beside the authority, which signs it; then the authority's own key leaves the store. */
    private void signed(Path store, String host, String from) throws IOException {
        Files.copy(directory.resolve("authority.p12"), store);
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "broker",
                "-dname",
                "CN=broker",
                "-keyalg",
                "EC",
                "-signer",
                "ca",
                "-ext",
                "san=" + host,
                "-startdate",
                from,
                "-validity",
                "365");
        keytool(store, "-delete", "-alias", "ca");
    }

    private void keytool(Path store, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of(arguments));
        line.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
