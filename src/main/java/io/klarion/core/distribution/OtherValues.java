package io.klarion.core.distribution;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Values that fell into a feature's cell {@code other}: exact counts of at most {@value #MOST} of them, and an estimate
 * of how many different ones there were.
 *
 * <p>Kept are the values with the smallest hashes (a bottom-k, or KMV, sample of the distinct values). A value that is
 * among the smallest of all is among the smallest of every part it occurs in, so it is never left out on the way and its
 * count is exact; which values are kept and what is counted depends on what was added, not on its order nor on how it was
 * divided and merged. With up to {@value #MOST} different values all are kept. With more it is a fair sample of the
 * different values, whatever their counts: a frequent one may be missed. Sources: [1] Z. Bar-Yossef and others, Counting
 * distinct elements in a data stream, RANDOM 2002; [2] K. Beyer and others, On synopses for distinct-value estimation
 * under multiset operations, SIGMOD 2007. Whoever chooses values to have small hashes can crowd out others; nothing is
 * decided by what is kept. Not thread-safe.
 */
public final class OtherValues {

    /** The greatest number of values that are kept. */
    public static final int MOST = 64;

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double HASHES = 0x1p64;

    private final TreeMap<Long, Value> kept = new TreeMap<>(Long::compareUnsigned);
    private boolean isCut;

    /**
     * One value.
     *
     * @param text the value
     * @param count how often it came, at least 1
     */
    public record Value(String text, long count) {}

    /** None so far. */
    public OtherValues() {}

    /** Those with these counts; {@code isCut} says whether there were more. */
    public static OtherValues of(Collection<Value> values, boolean isCut) {
        OtherValues all = new OtherValues();
        values.forEach(value -> all.add(value.text(), value.count()));
        all.isCut |= isCut;
        return all;
    }

    /**
     * What {@link #values} and {@link #isCut} have told.
     *
     * @throws IllegalArgumentException when they cannot have: values in another order, twice, or too many; counts below 1
     */
    public static OtherValues kept(List<Value> values, boolean isCut) {
        OtherValues all = new OtherValues();
        boolean isInOrder = values.size() <= MOST;
        for (Value value : values) {
            long hash = hash(value.text());
            isInOrder &=
                    value.count() > 0 && (all.kept.isEmpty() || Long.compareUnsigned(hash, all.kept.lastKey()) > 0);
            all.kept.put(hash, value);
        }
        if (!isInOrder) {
            throw new IllegalArgumentException("must hold at most " + MOST
                    + " other values, each once in the order of hashes with a count of at least 1, was " + values.size()
                    + " values");
        }
        all.isCut = isCut;
        return all;
    }

    /** Counts {@code count} more of a value. */
    public void add(String text, long count) {
        long hash = hash(text);
        Value known = kept.get(hash);
        if (known != null) {
            String first = known.text().compareTo(text) <= 0 ? known.text() : text;
            kept.put(hash, new Value(first, Math.addExact(known.count(), count)));
        } else if (kept.size() < MOST || Long.compareUnsigned(hash, kept.lastKey()) < 0) {
            kept.put(hash, new Value(text, count));
            if (kept.size() > MOST) {
                kept.pollLastEntry();
                isCut = true;
            }
        } else {
            isCut = true;
        }
    }

    /** These and those, as a new object. */
    public OtherValues plus(OtherValues that) {
        OtherValues sum = of(kept.values(), isCut || that.isCut);
        that.kept.values().forEach(value -> sum.add(value.text(), value.count()));
        return sum;
    }

    /** The kept values in the order of their hashes. */
    public List<Value> values() {
        return List.copyOf(kept.values());
    }

    /** Whether there were more different values than are kept. */
    public boolean isCut() {
        return isCut;
    }

    /** How many different values there were: exact up to {@value #MOST}, beyond it an estimate within 13 % (one deviation). */
    public double distinct() {
        return isCut && kept.size() == MOST ? (MOST - 1) * HASHES / (unsigned(kept.lastKey()) + 1) : kept.size();
    }

    /** The most frequent of the kept values, at most {@code most}; of equal ones the first in the order of texts. */
    public List<Value> top(int most) {
        return kept.values().stream()
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::text))
                .limit(most)
                .toList();
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof OtherValues others && isCut == others.isCut && kept.equals(others.kept);
    }

    @Override
    public int hashCode() {
        return kept.hashCode();
    }

    @Override
    public String toString() {
        return kept.values() + (isCut ? " and more" : "");
    }

    private static double unsigned(long hash) {
        return (hash >>> 1) * 2.0 + (hash & 1);
    }

    /* FNV-1a over UTF-16 units, then the finalizer of SplittableRandom: every bit reaches every bit. */
    private static long hash(String text) {
        long hash = FNV_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
