package io.klarion.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;

/** The series of one feature's cells: two gauge histograms, or two gauges a named cell. */
final class ShareSeries {

    private ShareSeries() {}

    static void add(Families families, Labels labels, ShareSample sample) {
        if (!sample.buckets().isEmpty()) {
            List<Double> edges =
                    sample.buckets().stream().map(ShareSample.Bucket::upper).toList();
            families.histogram(
                    MetricName.WINDOW_VALUES,
                    labels,
                    edges,
                    sample.buckets().stream().map(ShareSample.Bucket::window).toList());
            if (sample.hasReference()) {
                families.histogram(
                        MetricName.REFERENCE_VALUES,
                        labels,
                        edges,
                        sample.buckets().stream()
                                .map(ShareSample.Bucket::reference)
                                .toList());
            }
        }
        sample.shares().forEach((cell, share) -> {
            Labels named = labels.add(MetricName.CELL, cell);
            families.gauge(MetricName.WINDOW_SHARE, named, share.window());
            if (sample.hasReference()) {
                families.gauge(MetricName.REFERENCE_SHARE, named, share.reference());
            }
        });
    }
}
