package io.klarion.config;

import io.klarion.core.delivery.NamePattern;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code monitors}, before it is joined with its reference.
 *
 * @param name unique in the config
 * @param source what it reads
 * @param eventTime where event times stand
 * @param segmentBy JSON pointers of the group-by fields
 * @param window which windows there are
 * @param references what windows are compared with
 * @param bins how cells are made where the feature does not say
 * @param features which features; empty for all of the reference
 * @param exclude names and patterns of features to leave out
 * @param joint which features are watched together, too
 * @param detection how windows are judged where the feature does not say
 * @param lifecycle idleness, segments, revisions
 */
public record MonitorConfig(
        String name,
        Source source,
        EventTimeSpec eventTime,
        List<String> segmentBy,
        WindowSpec window,
        ReferenceConfig references,
        Optional<BinsConfig> bins,
        List<FeatureConfig> features,
        List<String> exclude,
        List<PairConfig> joint,
        Detection detection,
        Monitor.Lifecycle lifecycle) {

    /** A monitor with one reference file, as it is. */
    public MonitorConfig(
            String name,
            Source source,
            EventTimeSpec eventTime,
            List<String> segmentBy,
            WindowSpec window,
            Path reference,
            Optional<BinsConfig> bins,
            List<FeatureConfig> features,
            List<String> exclude,
            List<PairConfig> joint,
            Detection detection,
            Monitor.Lifecycle lifecycle) {
        this(
                name,
                source,
                eventTime,
                segmentBy,
                window,
                ReferenceConfig.of(reference),
                bins,
                features,
                exclude,
                joint,
                detection,
                lifecycle);
    }

    /** The reference file, the first of several. */
    public Path reference() {
        return references.files().get(0).file();
    }

    public MonitorConfig {
        segmentBy = List.copyOf(segmentBy);
        features = List.copyOf(features);
        exclude = List.copyOf(exclude);
        joint = List.copyOf(joint);
    }

    /**
     * What the config says of a feature that data brings along: the entry of that name, else the first pattern that
     * fits; empty when none does, or when it is excluded.
     */
    public Optional<FeatureConfig> entryFor(String feature) {
        if (isExcluded(feature)) {
            return Optional.empty();
        }
        return features.stream()
                .filter(entry -> entry.name().equals(feature))
                .findFirst()
                .or(() -> features.stream()
                        .filter(FeatureConfig::isPattern)
                        .filter(entry -> NamePattern.matching(entry.name()).test(feature))
                        .findFirst());
    }

    /** The JSON pointer of a feature's value: its entry's path, else the field of the feature's name. */
    public String pathOf(String feature) {
        return entryFor(feature).flatMap(FeatureConfig::path).orElseGet(() -> MonitorCompiler.defaultPath(feature));
    }

    /** Whether {@code exclude} leaves a feature out. */
    public boolean isExcluded(String feature) {
        return exclude.stream()
                .anyMatch(pattern -> NamePattern.matching(pattern).test(feature));
    }

    /**
     * What a monitor reads.
     *
     * @param topics the source topics
     * @param format how their records are written
     */
    public record Source(List<String> topics, Format format) {
        public Source {
            topics = List.copyOf(topics);
        }
    }

    /** How a record's value is written. */
    public enum Format {
        /** One JSON object. */
        JSON
    }
}
