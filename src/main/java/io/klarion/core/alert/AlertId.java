package io.klarion.core.alert;

import io.klarion.core.distribution.Segment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of an alert: the first 16 hexadecimal digits of SHA-256 over monitor, segment, feature, the end of
 * the onset window and, unless it is drift, the kind.
 *
 * <p>The number of segment values comes first, and every text is preceded by its length, so that no two inputs
 * give the same bytes. 64 bits: among a million alerts the chance of any two sharing an id is 3 in 10⁸.
 */
final class AlertId {

    private static final int BYTES = 8;

    private AlertId() {}

    static String of(AlertKind kind, String monitor, Segment segment, String feature, long onsetEnd) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            add(sha, monitor);
            add(sha, Integer.toString(segment.values().size()));
            segment.values().forEach(value -> add(sha, value));
            add(sha, feature);
            add(sha, Long.toString(onsetEnd));
            if (kind != AlertKind.DRIFT) {
                add(sha, kind.key());
            }
            return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static void add(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
    }
}
