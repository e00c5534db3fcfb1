package io.klarion.core.detect;

/**
 * Which reference a window was compared with.
 *
 * @param id the reference's name
 * @param version its version, from 1
 * @param digest of its cells and counts, {@code sha256:…}
 */
public record ReferenceName(String id, int version, String digest) {}
