package io.klarion.metrics;

import java.util.Comparator;

/**
 * Which version of which reference.
 *
 * @param monitor the monitor that uses it
 * @param reference its name
 * @param version from 1
 */
record ReferenceKey(String monitor, String reference, int version) implements Comparable<ReferenceKey> {

    private static final Comparator<ReferenceKey> ORDER = Comparator.comparing(ReferenceKey::monitor)
            .thenComparing(ReferenceKey::reference)
            .thenComparing(ReferenceKey::version);

    @Override
    public int compareTo(ReferenceKey that) {
        return ORDER.compare(this, that);
    }
}
