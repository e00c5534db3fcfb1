package io.klarion.config;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.delivery.DeliverySpec;
import io.klarion.core.detect.AlarmBudget;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumberText;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.monitor.Previous;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.VolumeHistory;
import io.klarion.core.window.WindowSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a configuration comes to, in a page of text for the operator. Secrets are masked. */
public final class ConfigSummary {

    private final List<String> lines = new ArrayList<>();

    private ConfigSummary() {}

    /** The lines of the page, the warnings last. */
    public static List<String> of(CompiledConfig compiled) {
        ConfigSummary summary = new ConfigSummary();
        summary.process(compiled.config());
        for (int i = 0; i < compiled.monitors().size(); i++) {
            summary.monitor(
                    compiled.monitors().get(i),
                    compiled.config().monitors().get(i),
                    compiled.segments().get(i));
        }
        compiled.config().warnings().forEach(warning -> summary.lines.add("warning: " + warning));
        return List.copyOf(summary.lines);
    }

    private void process(KlarionConfig config) {
        StreamsConfig streams = config.streams();
        TopicsConfig topics = config.topics();
        line(
                "application",
                config.applicationId() + ", " + many(streams.threads(), "stream thread") + ", "
                        + many(streams.internalPartitions(), "internal partition") + ", "
                        + Scalar.key(streams.guarantee())
                        + ", commits every " + DurationText.of(streams.commitInterval()) + ", state in "
                        + streams.stateDir());
        line("kafka", config.kafka().toString());
        line(
                "results",
                topics.verdicts() + ", " + topics.alerts() + ", " + topics.quarantine()
                        + (config.createTopics() ? " (created when missing)" : " (must exist)"));
        line("http", http(config.http()));
        if (config.notifications().isUsed()) {
            line("notify", notifications(config.notifications()));
        }
    }

    private static String notifications(NotifyConfig notify) {
        List<String> told = new ArrayList<>();
        notify.alertmanager().ifPresent(alertmanager -> told.add("Alertmanager at " + alertmanager));
        notify.webhooks().forEach(webhook -> told.add("webhook " + webhook));
        DeliverySpec delivery = notify.delivery();
        return String.join(", ", told) + "; one page from " + delivery.groupFrom() + " alerts within "
                + millis(delivery.groupWait()) + " on, "
                + (delivery.repeat() == 0 ? "never repeated" : "repeated after " + millis(delivery.repeat())) + ", "
                + many(delivery.silences().size(), "silence");
    }

    private static String http(HttpConfig http) {
        return http.bind() + ":" + http.port() + (http.token().isPresent() ? ", token" : "")
                + (http.tls().isPresent() ? ", TLS" : "") + (http.console() ? "" : ", no console");
    }

    private void monitor(Monitor monitor, MonitorConfig config, int segments) {
        lines.add("");
        lines.add("monitor " + monitor.name() + "  (" + monitor.configDigest() + ")");
        line(
                "reads",
                String.join(", ", monitor.topics()) + " as "
                        + Scalar.key(config.source().format()));
        line("event time", eventTime(monitor.eventTime()));
        line("windows", windows(monitor.window(), monitor.eventTime()));
        line(
                "segments",
                monitor.segmentBy().isEmpty()
                        ? "none"
                        : "by " + String.join(", ", monitor.segmentBy()) + ", at most "
                                + monitor.lifecycle().maxSegments() + ", the rest counted as one");
        monitor.references().forEach(reference -> line("reference", reference(reference)));
        monitor.previous().ifPresent(previous -> line("reference", previous(previous, monitor.window())));
        Detection detection = config.detection().within(monitor.layout().size(), segments, monitor.window());
        line("detect", detection(detection));
        config.detection().budget().ifPresent(budget -> line("budget", budget(budget, monitor, segments)));
        line("values", schema(config.detection().schema()));
        line("volume", volume(monitor));
        line(
                "quiet",
                "a partition without records stops holding windows back after "
                        + millis(monitor.lifecycle().idleAfter()) + "; its data is taken for "
                        + millis(monitor.lifecycle().reviseFor()) + " after a window's end");
        features(monitor, config, detection);
    }

    private void features(Monitor monitor, MonitorConfig config, Detection detection) {
        line(
                "features",
                monitor.layout().size() + " with " + monitor.layout().cells() + " cells, "
                        + monitor.layout().cells() * (long) Long.BYTES + " bytes for each pane of "
                        + millis(monitor.window().pane()) + " and segment");
        Optional<Detectable> detectable = Detectable.of(monitor);
        detectable.ifPresent(smallest -> line("detects", smallest.title()));
        for (int f = 0; f < monitor.layout().size(); f++) {
            int place = f;
            String detects = detectable.map(smallest -> smallest.of(place)).orElse("");
            feature(monitor.layout().feature(f), monitor.features().get(f), detection, detects);
            calibration(monitor, config, f).ifPresent(text -> lines.add("      " + text));
        }
    }

    private void feature(FeatureCells cells, MonitoredFeature feature, Detection monitor, String detects) {
        lines.add(String.format(
                Locale.ROOT,
                "    %-20s %-12s %-24s %4d cells%s%s",
                cells.name(),
                cells.type().key(),
                feature.path(),
                cells.binning().cells(),
                detects,
                feature.showValues() && cells.type() != FeatureType.NUMERIC ? ", values shown" : ""));
        Detection own = new Detection(feature.detect(), feature.alert(), feature.schema(), monitor.volume());
        if (!own.judge().equals(monitor.judge()) || !own.alert().equals(monitor.alert())) {
            lines.add("      " + detection(own));
        }
        if (cells.type() != FeatureType.JOINT && !own.schema().equals(monitor.schema())) {
            lines.add("      " + schema(own.schema()));
        }
    }

    private static Optional<String> calibration(Monitor monitor, MonitorConfig config, int f) {
        String name = monitor.layout().feature(f).name();
        boolean isAsked = config.entryFor(name)
                .map(FeatureConfig::detection)
                .orElse(config.detection())
                .calibrated();
        return isAsked && monitor.layout().feature(f).type() != FeatureType.JOINT
                ? Calibration.text(
                        monitor.features().get(f).detect(),
                        monitor.references().stream()
                                .map(reference -> reference.pooled().features().get(f))
                                .toList())
                : Optional.empty();
    }

    private static String eventTime(EventTimeSpec time) {
        String field = time.field().isEmpty()
                ? "the Kafka record's timestamp"
                : time.field() + " as " + Scalar.key(time.unit());
        return field + ", up to " + millis(time.outOfOrderness()) + " out of order, rejected when more than "
                + millis(time.maxLead()) + " after the Kafka record's timestamp";
    }

    private static String windows(WindowSpec window, EventTimeSpec time) {
        String hops = window.advance() == window.size() ? "" : " every " + millis(window.advance());
        long windows = (window.size() + window.advance() - 1) / window.advance();
        return millis(window.size()) + hops + "; a record counts in " + windows
                + (windows == 1 ? " window" : " windows")
                + "; a verdict is due when event time is " + millis(window.grace() + time.outOfOrderness())
                + " past the window's end";
    }

    private static String reference(Reference reference) {
        String segments = reference.segments().isEmpty()
                ? ""
                : ", " + many(reference.segments().size(), "segment") + " with counts of their own";
        String slots = reference
                .calendar()
                .map(calendar -> ", " + many(reference.pooled().slots().size(), "slot") + " by "
                        + calendar.kind().key() + " in " + calendar.zone().getId())
                .orElse("");
        return reference.id() + " version " + reference.version() + ", "
                + many(reference.pooled().records(), "record") + segments + slots + ", from "
                + reference.provenance().source();
    }

    private static String previous(Previous previous, WindowSpec window) {
        return "the " + many(previous.windows(), "window") + " before, from the " + previous.fewest() + ". on"
                + (previous.excludeDrift() ? ", without those in drift" : "") + "; a segment is remembered for "
                + millis(previous.rememberedFor(window.size())) + " of silence";
    }

    private static String detection(Detection detection) {
        DetectSpec judge = detection.judge();
        AlertSpec alert = detection.alert();
        String evidence = judge.rule() == Rule.BOUND
                ? "the lower bound of " + judge.measure().key() + " at confidence " + confidence(judge.confidence())
                : "plain " + judge.measure().key() + " (no evidence)";
        String critical = judge.critical().isPresent()
                ? "critical above " + NumberText.of(judge.critical().getAsDouble())
                : "never critical";
        String above = NumberText.of(judge.threshold())
                + (detection.calibrated() ? " or what ordinary windows of the reference show, if more" : "");
        return "drift when " + evidence + " is above " + above + ", " + critical
                + "; fires after " + many(alert.forWindows(), "window") + ", clears "
                + (judge.rule() == Rule.BOUND
                        ? "after " + many(alert.clearAfter(), "quiet window") + " or one surely below, held "
                        : "at once, held ")
                + millis(alert.holdMillis())
                + " without enough data; drift too slow for one window is " + (alert.creep() ? "" : "not ")
                + "looked for; shares smoothed by " + judge.smoothing();
    }

    /* Four digits of how far it is from certainty. */
    private static String confidence(double confidence) {
        BigDecimal level = BigDecimal.valueOf(1 - confidence).round(new MathContext(4));
        return BigDecimal.ONE.subtract(level).stripTrailingZeros().toPlainString();
    }

    private static String budget(AlarmBudget budget, Monitor monitor, int segments) {
        int features = monitor.layout().size();
        double windows = (double) budget.periodMillis() / monitor.window().advance();
        double level = budget.level(features, segments, monitor.window());
        return NumberText.of(budget.alarms()) + (budget.alarms() == 1 ? " false alarm per " : " false alarms per ")
                + millis(budget.periodMillis()) + " over "
                + many(features, "feature") + ", " + many(segments, "segment") + " and " + NumberText.of(windows)
                + " windows: a chance of "
                + NumberText.of(new BigDecimal(level).round(new MathContext(3)).doubleValue())
                + " for each feature of a window";
    }

    private static String schema(SchemaSpec schema) {
        return "an alert of its own when the share of missing values has risen by " + percent(schema.missing())
                + ", that of invalid ones by " + percent(schema.invalid()) + ", or no value is left";
    }

    private static String percent(OptionalDouble rise) {
        return rise.isPresent()
                ? "more than "
                        + BigDecimal.valueOf(rise.getAsDouble())
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString() + " %"
                : "any amount (never told)";
    }

    private static String volume(Monitor monitor) {
        if (monitor.volume().factor().isEmpty()) {
            return "not judged";
        }
        if (monitor.previous().isPresent()) {
            return "not judged, as windows are compared with those before them (previous)";
        }
        String factor = NumberText.of(monitor.volume().factor().getAsDouble());
        boolean isKnown = monitor.references().stream()
                .anyMatch(reference -> reference.pooled().volume().isKnown());
        return isKnown
                ? "an alert when a window holds " + factor + " times fewer or more records than those of the reference,"
                        + " and far from all of them"
                : "not judged, as the reference has no " + VolumeHistory.FEWEST_WINDOWS + " whole windows";
    }

    private static String many(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String millis(long millis) {
        return DurationText.of(Duration.ofMillis(millis));
    }

    private void line(String name, String text) {
        lines.add(String.format(Locale.ROOT, "  %-12s%s", name, text));
    }
}
