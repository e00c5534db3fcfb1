package io.klarion.core.detect;

/**
 * Which reference a window was compared with, and which of its counts.
 *
 * @param id the reference's name
 * @param version its version, from 1; 0 for none, and for earlier windows of the stream itself
 * @param digest of its cells and counts, {@code sha256:…}
 * @param slot the calendar slot whose counts were used, such as {@code mon-13}, or {@link #POOLED} where it knows too
 *     little of the window's slots; empty for a reference without calendar
 * @param segment {@link #OWN} where the counts are those of the window's segment alone, {@link #POOLED} where they are of all records;
 *     empty where nothing is grouped
 */
public record ReferenceName(String id, int version, String digest, String slot, String segment) {

    /** Of the window's own segment. */
    public static final String OWN = "own";

    /** Of all records together. */
    public static final String POOLED = "pooled";

    /** A window without anything to compare it with. */
    public static final ReferenceName NONE = new ReferenceName("", 0, "");

    /** A reference without calendar, of a monitor without segments. */
    public ReferenceName(String id, int version, String digest) {
        this(id, version, digest, "", "");
    }
}
