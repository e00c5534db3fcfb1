package io.klarion.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Every metric of our own: its name as Prometheus sees it, its labels, its help text. Nothing else names a metric. */
public enum MetricName {
    DIVERGENCE(
            Form.GAUGE,
            "klarion_divergence",
            Shape.MEASURED,
            "Bias-corrected divergence of the last closed window from its reference, in the unit of the label"
                    + " 'measure': nats for kl, reverse_kl, psi and js, none for the others."),
    DIVERGENCE_LOWER(
            Form.GAUGE,
            "klarion_divergence_lower",
            Shape.MEASURED,
            "Lower confidence bound of klarion_divergence, same unit (nats for kl, reverse_kl, psi and js)."),
    DIVERGENCE_UPPER(
            Form.GAUGE,
            "klarion_divergence_upper",
            Shape.MEASURED,
            "Upper confidence bound of klarion_divergence, same unit (nats for kl, reverse_kl, psi and js)."),
    DIVERGENCE_RAW(
            Form.GAUGE,
            "klarion_divergence_raw",
            Shape.MEASURED,
            "Divergence of the smoothed shares as they are, not corrected for bias (nats for kl, reverse_kl, psi and"
                    + " js)."),
    DIVERGENCE_THRESHOLD(
            Form.GAUGE,
            "klarion_divergence_threshold",
            Shape.MEASURED,
            "Threshold the divergence is judged by, same unit as klarion_divergence (nats for kl, reverse_kl, psi and"
                    + " js)."),
    FEATURE_STATE(
            Form.GAUGE,
            "klarion_feature_state",
            Shape.FEATURE,
            "State of the feature in the last closed window: 1 drift, 0 stable, -1 insufficient data, -2 no data, -3 no"
                    + " reference. Features beyond the limit on series share one, with the greatest of their states."),
    FEATURE_MISSING_RATIO(
            Form.GAUGE,
            "klarion_feature_missing_ratio",
            Shape.FEATURE,
            "Share of the last closed window's records in which the feature was absent or null, 0 to 1."),
    ALERTS_FIRING(
            Form.GAUGE,
            "klarion_alerts_firing",
            Shape.FEATURE,
            "1 while an alert of the feature fires, else 0; the sum over features counts those that fire. Features"
                    + " beyond the limit on series share one, with their sum."),
    ALERTS_CRITICAL(
            Form.GAUGE,
            "klarion_alerts_critical",
            Shape.FEATURE,
            "1 while an alert of the feature fires that is critical, else 0; otherwise like klarion_alerts_firing."),
    WINDOW_VALUES(
            Form.GAUGE_HISTOGRAM,
            "klarion_window_values",
            Shape.FEATURE,
            "Values of the last closed window by the feature's own cells, for numeric features with export-shares; a"
                    + " cell's upper edge is the bucket's."),
    REFERENCE_VALUES(
            Form.GAUGE_HISTOGRAM,
            "klarion_reference_values",
            Shape.FEATURE,
            "Values of the reference in the buckets of klarion_window_values, as the smoothed shares of the last closed"
                    + " window's verdict tell."),
    WINDOW_SHARE(
            Form.GAUGE,
            "klarion_window_share",
            Shape.CELL,
            "Smoothed share of a cell in the last closed window, 0 to 1, for features with export-shares that are not"
                    + " numeric; categories go by their place unless the feature has show-values."),
    REFERENCE_SHARE(
            Form.GAUGE,
            "klarion_reference_share",
            Shape.CELL,
            "Smoothed share of the reference in a cell of klarion_window_share, 0 to 1."),
    WINDOW_RECORDS(
            Form.GAUGE, "klarion_window_records", Shape.WINDOW, "Records of the segment in the last closed window."),
    WINDOW_CLOSED(
            Form.GAUGE,
            "klarion_window_closed_timestamp_seconds",
            Shape.WINDOW,
            "End of the segment's last closed window, as event time in seconds since 1970."),
    WATERMARK_LAG(
            Form.GAUGE,
            "klarion_watermark_lag_seconds",
            Shape.MONITOR,
            "How far the monitor's watermark is behind the wall clock, in seconds; its slowest source partition and"
                    + " task decide."),
    WATERMARK_SKEW(
            Form.GAUGE,
            "klarion_watermark_skew_seconds",
            Shape.MONITOR,
            "How far the monitor's furthest source partition is ahead of the slowest, in seconds of event time; windows"
                    + " in between are open, in the state on disk."),
    WATERMARK_STALLED(
            Form.GAUGE,
            "klarion_watermark_stalled",
            Shape.MONITOR,
            "1 while a silent source partition holds the monitor's windows open, else 0."),
    REFERENCE_INFO(
            Form.GAUGE,
            "klarion_reference_info",
            Shape.REFERENCE,
            "1 for each version of a reference that a last closed window was compared with."),
    REFERENCE_CREATED(
            Form.GAUGE,
            "klarion_reference_created_timestamp_seconds",
            Shape.REFERENCE,
            "When that version was built, in seconds since 1970."),
    REFERENCE_DATA_END(
            Form.GAUGE,
            "klarion_reference_data_end_timestamp_seconds",
            Shape.REFERENCE,
            "Latest event time in the data of that version, in seconds since 1970; absent when the data had none."),
    ALARM_BUDGET_ALLOWED(
            Form.GAUGE,
            "klarion_alarm_budget_allowed",
            Shape.MONITOR,
            "False alarms that the monitor's budget allows in a period; every instance says the same."),
    ALARM_BUDGET_PERIOD(
            Form.GAUGE,
            "klarion_alarm_budget_period_seconds",
            Shape.MONITOR,
            "The period of the monitor's budget of false alarms, in seconds; every instance says the same."),
    ALARM_BUDGET_SPENT(
            Form.GAUGE,
            "klarion_alarm_budget_spent",
            Shape.MONITOR,
            "Alerts of kind drift, creep or joint that began to fire in the period up to the last closed window, in"
                    + " event time, whether false or not, at most 10000; to be summed over instances."),
    SERIES_OMITTED(
            Form.GAUGE,
            "klarion_feature_series_omitted",
            Shape.PROCESS,
            "Features without series of their own in this scrape because the limit on feature series is reached."),
    ALERT_CHANGES(
            Form.COUNTER,
            "klarion_alert_changes",
            Shape.ALERT,
            "Alert records sent, by kind, severity and state; the exemplar has the id of the last one. After a crash"
                    + " some are counted twice."),
    RECORDS_READ(
            Form.COUNTER,
            "klarion_records_read",
            Shape.MONITOR,
            "Records read; equals the sum of klarion_records_total over the label 'result'."),
    RECORDS(
            Form.COUNTER,
            "klarion_records",
            Shape.RESULT,
            "Records by what became of them: counted in a window, late for every window, or rejected."),
    RECORDS_REJECTED(
            Form.COUNTER,
            "klarion_records_rejected",
            Shape.REASON,
            "Rejected records by reason; they are in quarantine."),
    RECORDS_PARTLY_LATE(
            Form.COUNTER,
            "klarion_records_partly_late",
            Shape.MONITOR,
            "Counted records that came too late for some of their overlapping windows."),
    RECORDS_UNUSABLE(
            Form.COUNTER,
            "klarion_records_unusable",
            Shape.REASON,
            "Counts in records that could not be put into a window, by reason; anything but revision_expired,"
                    + " partition_added and other_generation is a fault."),
    INTEGRITY_GAPS(
            Form.COUNTER,
            "klarion_integrity_gaps",
            Shape.MONITOR,
            "Ranges of source offsets in which records are missing; the windows concerned are INTEGRITY_SUSPECT."),
    INTEGRITY_OVERLAPS(
            Form.COUNTER,
            "klarion_integrity_overlaps",
            Shape.MONITOR,
            "Ranges of source offsets whose records were counted twice; the windows concerned are INTEGRITY_SUSPECT."),
    NOTIFICATIONS(
            Form.COUNTER,
            "klarion_notifications",
            Shape.OUTCOME,
            "Messages about alerts by sink and outcome: delivered, retried (failed and to be sent again), refused (by the"
                    + " receiver, for good), dropped (given up) or silenced."),
    NOTIFICATIONS_WAITING(
            Form.GAUGE,
            "klarion_notifications_waiting",
            Shape.SINK,
            "State changes of alerts that a sink has yet to take, without those that group-wait still holds"
                    + " back.");

    static final String MONITOR = "monitor";
    static final String SEGMENT = "segment";
    static final String FEATURE = "feature";
    static final String MEASURE = "measure";
    static final String CELL = "cell";
    static final String REASON = "reason";
    static final String RESULT = "result";
    static final String SINK = "sink";
    static final String OUTCOME = "outcome";
    static final String KIND = "kind";
    static final String SEVERITY = "severity";
    static final String STATE = "state";
    static final String REFERENCE = "reference";
    static final String VERSION = "version";

    /** How a metric is exposed. */
    enum Form {
        GAUGE(MetricType.GAUGE),
        GAUGE_HISTOGRAM(MetricType.HISTOGRAM),
        COUNTER(MetricType.COUNTER);

        private final MetricType type;

        Form(MetricType type) {
            this.type = type;
        }
    }

    /** What a metric is of: the labels of its series. */
    enum Shape {
        PROCESS(),
        MONITOR("monitor"),
        WINDOW("monitor", "segment"),
        FEATURE("monitor", "segment", "feature"),
        MEASURED("monitor", "segment", "feature", "measure"),
        CELL("monitor", "segment", "feature", "cell"),
        REFERENCE("monitor", "reference", "version"),
        ALERT("monitor", "kind", "severity", "state"),
        RESULT("monitor", "result"),
        REASON("monitor", "reason"),
        SINK("sink"),
        OUTCOME("sink", "outcome");

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> labels;

        Shape(String... labels) {
            this.labels = List.of(labels);
        }
    }

    private static final String SECONDS = "_seconds";
    private static final String RATIO = "_ratio";

    private final Form form;
    private final String text;
    private final Shape shape;
    private final String help;

    MetricName(Form form, String text, Shape shape, String help) {
        this.form = form;
        this.text = text;
        this.shape = shape;
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

    /** {@code gauge}, {@code gauge histogram} or {@code counter}. */
    public String kind() {
        return form.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The name that queries use: that of counters ends in {@code _total}. */
    public String queryName() {
        return form == Form.COUNTER ? text + "_total" : text;
    }

    /** The labels of its series, in the order in which they narrow down. */
    public List<String> labels() {
        return shape.labels;
    }

    /** What the registry needs to know to refuse a second metric of this name. */
    MetricFamilyDescriptor descriptor() {
        return MetricFamilyDescriptor.of(form.type, metadata());
    }

    /** Name, help, and the unit that stands at the end of the name. */
    MetricMetadata metadata() {
        if (text.endsWith(SECONDS)) {
            return new MetricMetadata(text, help, Unit.SECONDS);
        }
        return text.endsWith(RATIO) ? new MetricMetadata(text, help, Unit.RATIO) : new MetricMetadata(text, help);
    }

    /** The metrics of notifications. */
    static List<MetricName> ofNotifications() {
        return List.of(NOTIFICATIONS, NOTIFICATIONS_WAITING);
    }

    /** The counters of records and alerts. */
    static List<MetricName> ofCounters() {
        return others(name -> name.form == Form.COUNTER);
    }

    /** What the live tasks show. */
    static List<MetricName> ofTasks() {
        return others(name -> name.form != Form.COUNTER);
    }

    private static List<MetricName> others(Predicate<MetricName> which) {
        return Arrays.stream(values())
                .filter(which)
                .filter(name -> !ofNotifications().contains(name))
                .toList();
    }
}
