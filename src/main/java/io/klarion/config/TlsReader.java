package io.klarion.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code http.tls}: what the server proves itself with must be usable before anything is started. */
final class TlsReader {

    private static final Scalar<Path> PATH = new Scalar<>(
            "be the path of a PEM file",
            node -> Scalar.path("")
                    .parser()
                    .apply(node)
                    .filter(path -> !path.toString().contains("-----BEGIN")));
    private static final byte[] SIGNED = {1, 2, 3};

    private final Path directory;

    /** Resolves files against {@code directory}. */
    TlsReader(Path directory) {
        this.directory = directory;
    }

    /** The key with its certificates, under no password; empty where there is none or something is wrong. */
    Optional<KeyStore> read(Section files, boolean isRequired) {
        if (isRequired) {
            files.require("certificate").require("key");
        }
        Optional<List<Certificate>> chain = read(
                files,
                "certificate",
                "hold certificates as PEM",
                text -> Optional.of(Pem.certificates(text)).filter(found -> !found.isEmpty()));
        Optional<PrivateKey> key = read(files, "key", "hold a private key as PEM (PKCS#8, without password)", Pem::key);
        return chain.isPresent() && key.isPresent() ? identity(files, chain.get(), key.get()) : Optional.empty();
    }

    private <T> Optional<T> read(Section files, String name, String rule, Function<String, Optional<T>> parser) {
        Optional<Path> file = files.discreet(name, PATH).map(directory::resolve);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<T> content = SmallFile.text(file.get(), Pem.MAX_BYTES).flatMap(parser);
            if (content.isEmpty()) {
                files.problem(name, rule, file.get().toString());
            }
            return content;
        } catch (IOException e) {
            files.problem(name, "be a text file that can be read", file.get().toString());
            return Optional.empty();
        }
    }

    private static Optional<KeyStore> identity(Section files, List<Certificate> chain, PrivateKey key) {
        try {
            if (!belongTogether(chain.get(0), key)) {
                files.problem("key", "be the key of the first certificate in " + files.path("certificate"), "another");
                return Optional.empty();
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            store.setKeyEntry("klarion", key, new char[0], chain.toArray(Certificate[]::new));
            return Optional.of(store);
        } catch (GeneralSecurityException | IOException e) {
            files.problem("certificate", "be usable with its key", "refused: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean belongTogether(Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(algorithm(key));
        signature.initSign(key);
        signature.update(SIGNED);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(SIGNED);
        return signature.verify(signed);
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
    }
}
