package io.klarion.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * The key store or trust store that Kafka's clients will open, opened before them: what is wrong with it is told with
 * its key in the configuration.
 *
 * @param section where problems are told
 * @param properties the clients' properties
 * @param prefix of one kind of client, such as {@code consumer.}, or empty
 * @param kind {@code keystore} or {@code truststore}
 */
record KafkaStores(Section section, Map<String, String> properties, String prefix, String kind) {

    private static final String KEYS = "keystore";
    private static final String PEM = "PEM";

    /** Reports every store that is used and cannot be. */
    static void check(Section section, Map<String, String> properties) {
        properties.keySet().forEach(property -> {
            for (String kind : new String[] {KEYS, "truststore"}) {
                String name = "ssl." + kind + ".location";
                if (property.equals(name) || property.endsWith("." + name)) {
                    String prefix = property.substring(0, property.length() - name.length());
                    new KafkaStores(section, properties, prefix, kind).check();
                }
            }
        });
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(properties.get(prefix + name)).or(() -> Optional.ofNullable(properties.get(name)));
    }

    private String ssl(String name) {
        return "ssl." + kind + "." + name;
    }

    private void problem(String name, String rule, String value) {
        String given = properties.containsKey(prefix + name) ? prefix + name : name;
        section.problem("kafka." + given, rule, value);
    }

    private void check() {
        boolean isOurs = get("ssl.engine.factory.class").isEmpty()
                && get("security.providers").isEmpty();
        if (!isOurs || !get("security.protocol").orElse("").contains("SSL")) {
            return;
        }
        String location = get(ssl("location")).orElseThrow();
        String type = get(ssl("type")).orElse("JKS");
        try {
            Path file = Path.of(location);
            if (type.equals(PEM)) {
                checkPem(SmallFile.text(file, Pem.MAX_BYTES).orElse(""), location);
            } else {
                checkEntries(open(file, type), location);
            }
        } catch (KeyStoreException e) {
            problem(ssl("type"), "be JKS, PKCS12 or PEM", type);
        } catch (GeneralSecurityException e) {
            problem(ssl("location"), "be a store of type " + type, location);
        } catch (IOException e) {
            refused(e, type, location);
        } catch (InvalidPathException e) {
            problem(ssl("location"), "be the path of a file", location);
        }
    }

    private KeyStore open(Path file, String type) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, get(ssl("password")).map(String::toCharArray).orElse(null));
        }
        return store;
    }

    private void refused(IOException e, String type, String location) {
        if (e.getCause() instanceof UnrecoverableKeyException) {
            problem(ssl("password"), "open " + location, get(ssl("password")).isEmpty() ? "absent" : "another one");
        } else if (Files.isReadable(Path.of(location)) && Files.isRegularFile(Path.of(location))) {
            problem(ssl("location"), "be a store of type " + type, location);
        } else {
            problem(ssl("location"), "be a file that can be read", location);
        }
    }

    private void checkPem(String text, String location) {
        if (Pem.certificates(text).isEmpty()) {
            problem(ssl("location"), "hold certificates as PEM", location);
        }
        boolean hasKey = Pem.key(text).isPresent() || text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        if (kind.equals(KEYS) && !hasKey) {
            problem(ssl("location"), "hold a private key as PEM (PKCS#8)", location);
        }
    }

    private void checkEntries(KeyStore store, String location) throws GeneralSecurityException {
        String alias = null;
        for (String each : Collections.list(store.aliases())) {
            boolean isWanted = kind.equals(KEYS) ? store.isKeyEntry(each) : store.isCertificateEntry(each);
            alias = isWanted ? each : alias;
        }
        if (alias == null) {
            String wanted = kind.equals(KEYS) ? "a private key" : "certificates that the password opens";
            problem(ssl("location"), "hold " + wanted, location);
        } else if (kind.equals(KEYS)) {
            checkKey(store, alias, location);
        }
    }

    private void checkKey(KeyStore store, String alias, String location) throws GeneralSecurityException {
        Optional<String> password = get("ssl.key.password").or(() -> get(ssl("password")));
        try {
            store.getKey(alias, password.map(String::toCharArray).orElse(null));
        } catch (UnrecoverableKeyException e) {
            problem("ssl.key.password", "open the key in " + location, password.isEmpty() ? "absent" : "another one");
        }
    }
}
