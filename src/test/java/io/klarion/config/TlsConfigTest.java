package io.klarion.config;

import static io.klarion.config.Documents.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and keys that cannot be used are problems of the configuration, with the rest of them. */
class TlsConfigTest {

    @TempDir
    static Path made;

    private static SelfSigned own;
    private static SelfSigned other;

    @TempDir
    Path directory;

    @BeforeAll
    static void make() {
        own = SelfSigned.in(made.resolve("own"));
        other = SelfSigned.in(made.resolve("other"));
    }

    private List<String> problems(String more) {
        return new Documents(directory).problems(MINIMAL + more);
    }

    private List<String> http(Path certificate, Path key) {
        return problems("http: { tls: { certificate: " + certificate + ", key: " + key + " } }");
    }

    private List<String> kafka(String properties) {
        return problems("kafka: { security.protocol: SASL_SSL, " + properties + " }");
    }

    private static String store(String kind, Path location, String type, String password) {
        return "ssl.%1$s.location: %2$s, ssl.%1$s.type: %3$s, ssl.%1$s.password: %4$s"
                .formatted(kind, location, type, password);
    }

    private Path nothing() throws Exception {
        return Files.writeString(directory.resolve("nothing.pem"), "nothing");
    }

    @Test
    void aCertificateWithItsKeyIsTaken() throws Exception {
        assertThat(http(own.certificate(), own.key())).isEmpty();
        assertThat(own.identity().size()).isOne();
    }

    @Test
    void everyFileThatCannotBeUsedIsNamed() throws Exception {
        Path nothing = nothing();

        assertThat(http(directory.resolve("none.pem"), own.key()))
                .containsExactly("http.tls.certificate: must be a text file that can be read, was "
                        + directory.resolve("none.pem"));
        assertThat(http(nothing, nothing))
                .containsExactly(
                        "http.tls.certificate: must hold certificates as PEM, was " + nothing,
                        "http.tls.key: must hold a private key as PEM (PKCS#8, without password), was " + nothing);
        assertThat(http(own.store(), own.key()))
                .containsExactly("http.tls.certificate: must be a text file that can be read, was " + own.store());
        assertThat(http(directory, own.key()))
                .containsExactly("http.tls.certificate: must be a text file that can be read, was " + directory);
    }

    @Test
    void theKeyOfAnotherCertificateIsRefused() {
        assertThat(http(own.certificate(), other.key()))
                .containsExactly(
                        "http.tls.key: must be the key of the first certificate in http.tls.certificate, was another");
    }

    @Test
    void aKeyInPlaceOfItsFileIsNotPrinted() throws Exception {
        String key = Files.readString(own.key()).replace("\n", "\\n");

        assertThat(problems("http: { tls: { certificate: " + own.certificate() + ", key: \"" + key + "\" } }"))
                .containsExactly("http.tls.key: must be the path of a PEM file, was something else");
    }

    @Test
    void aBrokenCertificateIsNone() throws Exception {
        Path cut = Files.writeString(
                directory.resolve("cut.crt"),
                Files.readString(own.certificate())
                        .replaceFirst("(?s)BEGIN CERTIFICATE-----.{40}", "BEGIN CERTIFICATE-----"));

        assertThat(http(cut, own.key()))
                .containsExactly("http.tls.certificate: must hold certificates as PEM, was " + cut);
    }

    @Test
    void aDamagedKeyIsNoneAndHidesNoOtherProblem() throws Exception {
        String damaged = "-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----\n";
        Path key = Files.writeString(directory.resolve("damaged.key"), damaged);
        Path store = Files.writeString(directory.resolve("store.pem"), Files.readString(own.certificate()) + damaged);

        assertThat(http(nothing(), key))
                .containsExactly(
                        "http.tls.certificate: must hold certificates as PEM, was " + nothing(),
                        "http.tls.key: must hold a private key as PEM (PKCS#8, without password), was " + key);
        assertThat(kafka("ssl.keystore.type: PEM, ssl.keystore.location: " + store))
                .containsExactly("kafka.ssl.keystore.location: must hold a private key as PEM (PKCS#8), was " + store);
    }

    @Test
    void aStoreThatOpensIsTaken() {
        assertThat(kafka(store("keystore", own.store(), "PKCS12", SelfSigned.PASSWORD)))
                .isEmpty();
        assertThat(kafka(store("keystore", own.store(), "JKS", SelfSigned.PASSWORD)))
                .as("the platform tells the two apart itself")
                .isEmpty();
        assertThat(kafka("ssl.truststore.type: PEM, ssl.truststore.location: " + own.certificate()))
                .isEmpty();
    }

    @Test
    void aStoreThatDoesNotOpenIsNamed() throws Exception {
        Path nothing = nothing();
        Path none = directory.resolve("none.p12");

        assertThat(kafka(store("keystore", none, "PKCS12", "secret")))
                .containsExactly("kafka.ssl.keystore.location: must be a file that can be read, was " + none);
        assertThat(kafka(store("truststore", nothing, "PKCS12", "secret")))
                .containsExactly("kafka.ssl.truststore.location: must be a store of type PKCS12, was " + nothing);
        assertThat(kafka(store("keystore", own.store(), "PKCS12", "not-the-password")))
                .containsExactly("kafka.ssl.keystore.password: must open " + own.store() + ", was another one");
        assertThat(kafka(store("keystore", own.store(), "ZIP", "secret")))
                .containsExactly("kafka.ssl.keystore.type: must be JKS, PKCS12 or PEM, was ZIP");
        assertThat(kafka(store("keystore", own.store(), "PKCS12", SelfSigned.PASSWORD) + ", ssl.key.password: wrong"))
                .containsExactly("kafka.ssl.key.password: must open the key in " + own.store() + ", was another one");
    }

    @Test
    void aStoreWithoutWhatIsWantedIsNamed() throws Exception {
        Path nothing = nothing();

        assertThat(kafka(store("truststore", own.store(), "PKCS12", SelfSigned.PASSWORD)))
                .containsExactly("kafka.ssl.truststore.location: must hold certificates that the password opens, was "
                        + own.store());
        assertThat(kafka("ssl.keystore.type: PEM, ssl.keystore.location: " + nothing))
                .containsExactly(
                        "kafka.ssl.keystore.location: must hold certificates as PEM, was " + nothing,
                        "kafka.ssl.keystore.location: must hold a private key as PEM (PKCS#8), was " + nothing);
    }

    @Test
    void aClientOfItsOwnStoreIsLookedAtToo() {
        assertThat(kafka("admin.ssl.truststore.location: /none.jks"))
                .containsExactly("kafka.admin.ssl.truststore.location: must be a file that can be read, was /none.jks");
    }

    @Test
    void aStoreThatIsNotUsedIsNotLookedAt() {
        assertThat(problems("kafka: { ssl.truststore.location: /none.jks }")).isEmpty();
        assertThat(kafka("ssl.truststore.location: /none.jks, ssl.engine.factory.class: com.example.Engines"))
                .isEmpty();
    }
}
