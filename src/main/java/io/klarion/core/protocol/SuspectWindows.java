package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;

/**
 * Which windows lost or doubled records touch.
 *
 * <p>Lost records do not only lack in their own windows. They did not raise their partition's watermark either, so
 * that later records may have been counted in windows they were late for: any that ends after the watermark before
 * the gap, less grace, and begins before the latest lost record.
 */
record SuspectWindows(WindowSpec window) {

    /**
     * The windows touched.
     *
     * @param watermark the partition's watermark before the range
     * @param highest the highest event time known, for ranges that can no longer be read
     */
    EndRange touched(Suspicion.Kind kind, Audit audit, long watermark, long highest) {
        if (!audit.isWhole()) {
            return highest == WindowSpec.NO_WATERMARK
                    ? EndRange.NONE
                    : new EndRange(kind == Suspicion.Kind.GAP ? after(watermark) : Long.MIN_VALUE, lastEnd(highest));
        }
        return audit.times()
                .map(times -> switch (kind) {
                    case GAP -> new EndRange(after(watermark), lastEnd(times.latest()));
                    case OVERLAP -> new EndRange(firstEnd(times.earliest()), lastEnd(times.latest()));
                })
                .orElse(EndRange.NONE);
    }

    private long after(long watermark) {
        return watermark == WindowSpec.NO_WATERMARK ? Long.MIN_VALUE : watermark - window.grace() + 1;
    }

    private long firstEnd(long time) {
        return window.firstEnd(window.paneStart(time));
    }

    private long lastEnd(long time) {
        return window.lastEnd(window.paneStart(time));
    }
}
