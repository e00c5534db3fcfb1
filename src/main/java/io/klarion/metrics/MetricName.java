package io.klarion.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.Arrays;
import java.util.List;

/** Every metric of our own: its name as Prometheus sees it, and its help text. Nothing else names a metric. */
public enum MetricName {
    DIVERGENCE(
            "klarion_divergence",
            "Bias-corrected divergence of the last closed window from its reference, in the unit of the label"
                    + " 'measure': nats for kl, reverse_kl, psi and js, none for the others."),
    DIVERGENCE_LOWER(
            "klarion_divergence_lower",
            "Lower confidence bound of klarion_divergence, same unit (nats for kl, reverse_kl, psi and js)."),
    DIVERGENCE_UPPER(
            "klarion_divergence_upper",
            "Upper confidence bound of klarion_divergence, same unit (nats for kl, reverse_kl, psi and js)."),
    DIVERGENCE_RAW(
            "klarion_divergence_raw",
            "Divergence of the smoothed shares as they are, not corrected for bias (nats for kl, reverse_kl, psi and"
                    + " js)."),
    DIVERGENCE_THRESHOLD(
            "klarion_divergence_threshold",
            "Threshold the divergence is judged by, same unit as klarion_divergence (nats for kl, reverse_kl, psi and"
                    + " js)."),
    FEATURE_STATE(
            "klarion_feature_state",
            "State of the feature in the last closed window: 1 drift, 0 stable, -1 insufficient data, -2 no data, -3 no"
                    + " reference."),
    FEATURE_MISSING_RATIO(
            "klarion_feature_missing_ratio",
            "Share of the last closed window's records in which the feature was absent or null, 0 to 1."),
    ALERTS_FIRING(
            "klarion_alerts_firing",
            "1 while an alert of the feature fires, else 0; the sum over features counts the firing alerts."),
    WINDOW_RECORDS("klarion_window_records", "Records of the segment in the last closed window."),
    WINDOW_CLOSED(
            "klarion_window_closed_timestamp_seconds",
            "End of the segment's last closed window, as event time in seconds since 1970."),
    WATERMARK_LAG(
            "klarion_watermark_lag_seconds",
            "How far the monitor's watermark is behind the wall clock, in seconds; its slowest source partition and"
                    + " task decide."),
    WATERMARK_SKEW(
            "klarion_watermark_skew_seconds",
            "How far the monitor's furthest source partition is ahead of the slowest, in seconds of event time; windows"
                    + " in between are open, in the state on disk."),
    WATERMARK_STALLED(
            "klarion_watermark_stalled", "1 while a silent source partition holds the monitor's windows open, else 0."),
    SERIES_OMITTED(
            "klarion_feature_series_omitted",
            "Features left out of this scrape because the limit on feature series is reached."),
    RECORDS_READ(
            MetricType.COUNTER,
            "klarion_records_read",
            "Records read; equals the sum of klarion_records_total over the label 'result'."),
    RECORDS(
            MetricType.COUNTER,
            "klarion_records",
            "Records by what became of them: counted in a window, late for every window, or rejected."),
    RECORDS_REJECTED(
            MetricType.COUNTER, "klarion_records_rejected", "Rejected records by reason; they are in quarantine."),
    RECORDS_PARTLY_LATE(
            MetricType.COUNTER,
            "klarion_records_partly_late",
            "Counted records that came too late for some of their overlapping windows."),
    RECORDS_UNUSABLE(
            MetricType.COUNTER,
            "klarion_records_unusable",
            "Counts in records that could not be put into a window, by reason; anything but revision_expired,"
                    + " partition_added and other_generation is a fault."),
    INTEGRITY_GAPS(
            MetricType.COUNTER,
            "klarion_integrity_gaps",
            "Ranges of source offsets in which records are missing; the windows concerned are INTEGRITY_SUSPECT."),
    INTEGRITY_OVERLAPS(
            MetricType.COUNTER,
            "klarion_integrity_overlaps",
            "Ranges of source offsets whose records were counted twice; the windows concerned are INTEGRITY_SUSPECT."),
    NOTIFICATIONS(
            MetricType.COUNTER,
            "klarion_notifications",
            "Messages about alerts by sink and outcome: delivered, retried (failed and to be sent again), refused (by the"
                    + " receiver, for good), dropped (given up) or silenced."),
    NOTIFICATIONS_WAITING("klarion_notifications_waiting", "State changes of alerts that a sink has yet to take.");

    static final String MONITOR = "monitor";
    static final String SEGMENT = "segment";
    static final String FEATURE = "feature";
    static final String MEASURE = "measure";
    static final String REASON = "reason";
    static final String RESULT = "result";
    static final String SINK = "sink";
    static final String OUTCOME = "outcome";

    private final MetricType type;
    private final String text;
    private final String help;

    MetricName(String text, String help) {
        this(MetricType.GAUGE, text, help);
    }

    MetricName(MetricType type, String text, String help) {
        this.type = type;
        this.text = text;
        this.help = help;
    }

    /** The name without the suffix {@code _total} that the text format gives to counters. */
    public String text() {
        return text;
    }

    /** One sentence with the unit. */
    public String help() {
        return help;
    }

    /** What the registry needs to know to refuse a second metric of this name. */
    MetricFamilyDescriptor descriptor() {
        return MetricFamilyDescriptor.of(type, new MetricMetadata(text, help));
    }

    /** The names of all metrics of one type, but for those of notifications. */
    static List<MetricName> all(MetricType type) {
        return Arrays.stream(values())
                .filter(name -> name.type == type && !ofNotifications().contains(name))
                .toList();
    }

    /** The metrics of notifications. */
    static List<MetricName> ofNotifications() {
        return List.of(NOTIFICATIONS, NOTIFICATIONS_WAITING);
    }
}
