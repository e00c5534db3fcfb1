package io.klarion.console;

import io.klarion.web.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The name of a series in addresses: 16 letters, digits, hyphens and underscores, whatever its feature is called. */
final class SeriesId {

    private static final int BYTES = 12;

    private SeriesId() {}

    /** The first 96 bits of a SHA-256 digest: the same in every process. */
    static String of(SeriesKey key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(key.monitor(), key.segment(), key.feature())) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            byte[] digest = sha.digest();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
