package io.klarion.metrics;

/**
 * How far one monitor has come in one task.
 *
 * @param watermark the minimum over all source partitions, epoch milliseconds;
 *     {@link io.klarion.core.window.WindowSpec#NO_WATERMARK} while one is unknown
 * @param furthest the maximum over all source partitions, likewise
 * @param stalled whether a silent source partition holds windows open
 */
public record WatermarkSample(long watermark, long furthest, boolean stalled) {

    /** Two tasks of the same monitor: the slower one decides. */
    public WatermarkSample and(WatermarkSample that) {
        return new WatermarkSample(
                Math.min(watermark, that.watermark), Math.max(furthest, that.furthest), stalled || that.stalled);
    }
}
