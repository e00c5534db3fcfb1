package io.klarion.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys as texts. */
final class Pem {

    /** Longer than any chain of certificates. */
    static final int MAX_BYTES = 1_000_000;

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private Pem() {}

    /** The certificates in {@code text}, whatever stands between them; none where one of them is broken. */
    static List<Certificate> certificates(String text) {
        List<Certificate> found = new ArrayList<>();
        Matcher each = CERTIFICATE.matcher(text);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (each.find()) {
                byte[] bytes = each.group().getBytes(StandardCharsets.US_ASCII);
                found.add(factory.generateCertificate(new ByteArrayInputStream(bytes)));
            }
        } catch (CertificateException e) {
            return List.of();
        }
        return found;
    }

    /** The first private key in {@code text}, PKCS#8 without password; empty where there is none that can be read. */
    static Optional<PrivateKey> key(String text) {
        Matcher found = KEY.matcher(text);
        return found.find() ? decoded(found.group(1)).flatMap(Pem::key) : Optional.empty();
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> key(byte[] encoded) {
        for (String algorithm : ALGORITHMS) {
            try {
                return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            } catch (GeneralSecurityException ofAnotherAlgorithm) {
                // the next one may be it
            }
        }
        return Optional.empty();
    }
}
