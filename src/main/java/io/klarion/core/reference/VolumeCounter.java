package io.klarion.core.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts the records of one population by tumbling window. Of a great many windows a fair sample is kept, see
 * {@link WindowSlices}. Not thread-safe.
 */
final class VolumeCounter {

    /** The greatest number of windows that are looked at. */
    static final int MAX_WINDOWS = 1000;

    private final WindowSlices slices;

    VolumeCounter(long size, long origin) {
        this.slices = new WindowSlices(size, origin, 1, MAX_WINDOWS);
    }

    void add(long eventTime) {
        long[] window = slices.of(eventTime);
        if (window != null) {
            window[0]++;
        }
    }

    /**
     * What the whole windows hold that lie between those of the first and the last record of the data: these two may
     * have begun before it or end after it. Where most windows between them are empty, the data is a sample of windows
     * and not a stream that was silent: the empty ones then say nothing.
     */
    VolumeHistory snapshot(long earliest, long latest) {
        long first = slices.position(earliest);
        long last = slices.position(latest);
        List<Long> counts = new ArrayList<>();
        for (Map.Entry<Long, long[]> window : slices.byPosition().entrySet()) {
            if (window.getKey() > first && window.getKey() < last) {
                counts.add(window.getValue()[0]);
            }
        }
        long empty = Math.max(0, slices.keptOf(last - first - 1) - counts.size());
        boolean isSample = empty > counts.size();
        return history(counts, isSample ? 0 : empty);
    }

    static VolumeHistory history(List<Long> counts, long empty) {
        long windows = counts.size() + empty;
        if (windows < VolumeHistory.FEWEST_WINDOWS) {
            return VolumeHistory.UNKNOWN;
        }
        double records = 0;
        double roots = empty * VolumeHistory.rootOf(0);
        for (long count : counts) {
            records += count;
            roots += VolumeHistory.rootOf((double) count);
        }
        double root = roots / windows;
        double squares = empty * squared(VolumeHistory.rootOf(0) - root);
        long most = 0;
        long least = empty > 0 ? 0 : Long.MAX_VALUE;
        for (long count : counts) {
            squares += squared(VolumeHistory.rootOf((double) count) - root);
            most = Math.max(most, count);
            least = Math.min(least, count);
        }
        return new VolumeHistory(
                (int) Math.min(windows, Integer.MAX_VALUE),
                records / windows,
                root,
                StrictMath.sqrt(squares / (windows - 1)),
                least,
                most);
    }

    private static double squared(double value) {
        return value * value;
    }
}
