package io.klarion.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** SHA-256 over a row of texts, each with its length, so that no two rows run together. Not thread-safe. */
final class Digest {

    private static final int SHORT = 16;

    private final MessageDigest sha;

    Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** Adds the text of {@code value}. */
    Digest add(Object value) {
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
        return this;
    }

    /** Adds a list and its length. */
    Digest addAll(Collection<?> values) {
        add(values.size());
        values.forEach(this::add);
        return this;
    }

    /** All 64 hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }

    /** {@code sha256:} and the first 16 hexadecimal digits, for people. */
    String shortText() {
        return "sha256:" + hex().substring(0, SHORT);
    }
}
