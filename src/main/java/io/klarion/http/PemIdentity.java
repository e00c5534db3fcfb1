package io.klarion.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate and its private key, read from PEM files into the form that the platform wants. */
final class PemIdentity {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private PemIdentity() {}

    /**
     * A key store that holds the key with its certificates under no password.
     *
     * @throws IOException when a file cannot be read or does not hold what it should; the message names its setting
     */
    static KeyStore of(CertificateFiles files) throws IOException {
        Certificate[] chain = chain(files.certificate());
        PrivateKey key = key(files.key());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            store.setKeyEntry("klarion", key, new char[0], chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("http.tls: must be a certificate with its key, was refused: " + e.getMessage(), e);
        }
    }

    private static Certificate[] chain(Path file) throws IOException {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes("certificate", file)))
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IOException("http.tls.certificate: must hold certificates as PEM, was " + file);
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IOException("http.tls.certificate: must hold certificates as PEM, was " + file, e);
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        Matcher found = KEY.matcher(new String(bytes("key", file), StandardCharsets.US_ASCII));
        String rule = "http.tls.key: must hold a private key as PEM (PKCS#8, without password), was " + file;
        if (!found.find()) {
            throw new IOException(rule);
        }
        byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException ofAnotherAlgorithm) {
                // the next one may be it
            } catch (GeneralSecurityException e) {
                throw new IOException(rule, e);
            }
        }
        throw new IOException(rule);
    }

    private static byte[] bytes(String setting, Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException("http.tls." + setting + ": must be a file that can be read, was " + file, e);
        }
    }
}
