package io.klarion.config;

import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.Previous;
import io.klarion.core.reference.LearnedDispersion;
import io.klarion.core.window.WindowSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads entries of {@code monitors}. */
final class MonitorReader {

    private static final Scalar<Integer> LEARNING = Scalar.integer(LearnedDispersion.FEWEST_WINDOWS, Previous.MOST);
    private static final Scalar<Integer> DISPERSION_WINDOWS = new Scalar<>(
            LEARNING.rule() + ", or none",
            node -> node.stringValueOpt()
                    .filter("none"::equals)
                    .map(none -> 0)
                    .or(() -> LEARNING.parser().apply(node)));
    private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(10);
    private static final Duration MAX_LEAD = Duration.ofMinutes(5);
    private static final int MAX_SEGMENTS = 1_000_000;

    private final ReferenceSectionReader references;

    /** Resolves reference files against {@code directory}. */
    MonitorReader(Path directory) {
        this.references = new ReferenceSectionReader(directory);
    }

    MonitorConfig read(Section section) {
        String name = section.require("name").value("name", Limits.NAME).orElse("");
        MonitorConfig.Source source = section.requiredSection("source", this::source);
        EventTimeSpec eventTime = section.section("event-time", this::eventTime);
        List<String> segmentBy = section.values("segment-by", Scalar.POINTER);
        unique(section, "segment-by", segmentBy);
        WindowSpec window = section.requiredSection("window", WindowReader::read);
        ReferenceConfig reference = references.read(section, window);
        Optional<BinsConfig> bins = section.section("bins", FeatureReader::monitorBins);
        Detection detection = section.section("detect", DetectReader::readMonitor);
        List<FeatureConfig> features = section.sections("features", map -> FeatureReader.read(map, detection));
        limit(section, "features", FeatureSelection.MOST_FEATURES);
        unique(section, "features", features.stream().map(FeatureConfig::name).toList());
        List<String> exclude = section.values("exclude", Scalar.TEXT);
        limit(section, "exclude", FeatureSelection.MOST_PATTERNS);
        List<PairConfig> joint = joint(section);
        Monitor.Lifecycle lifecycle = lifecycle(section);
        return new MonitorConfig(
                name, source, eventTime, segmentBy, window, reference, bins, features, exclude, joint, detection,
                lifecycle);
    }

    private static List<PairConfig> joint(Section section) {
        List<PairConfig> pairs = section.pairs("joint", Scalar.TEXT).stream()
                .map(names -> new PairConfig(names.get(0), names.get(1)))
                .toList();
        limit(section, "joint", FeatureSelection.MOST_PAIRS);
        unique(section, "joint", pairs.stream().map(PairConfig::name).toList());
        return pairs;
    }

    private MonitorConfig.Source source(Section section) {
        List<String> topics = section.require("topics").values("topics", Limits.TOPIC);
        if (section.size("topics") == 0) {
            section.problem("topics", "hold at least one topic name", "an empty list");
        }
        unique(section, "topics", topics);
        return new MonitorConfig.Source(
                topics,
                section.value("format", Scalar.choice(MonitorConfig.Format.class))
                        .orElse(MonitorConfig.Format.JSON));
    }

    private EventTimeSpec eventTime(Section section) {
        Optional<String> field = section.value("field", Scalar.POINTER);
        if (section.has("unit") && !section.has("field")) {
            section.problem("unit", "be absent without field", "given");
        }
        return new EventTimeSpec(
                field.orElse(""),
                section.value("unit", Scalar.choice(EventTimeSpec.Unit.class)).orElse(EventTimeSpec.Unit.ISO8601),
                section.value("out-of-orderness", Limits.DURATION)
                        .orElse(OUT_OF_ORDERNESS)
                        .toMillis(),
                section.value("max-lead", Limits.DURATION).orElse(MAX_LEAD).toMillis());
    }

    private static Monitor.Lifecycle lifecycle(Section section) {
        Monitor.Lifecycle otherwise = Monitor.Lifecycle.DEFAULT;
        return new Monitor.Lifecycle(
                section.value("idle-after", Limits.POSITIVE_DURATION)
                        .map(Duration::toMillis)
                        .orElse(otherwise.idleAfter()),
                section.value("max-segments", Scalar.integer(1, MAX_SEGMENTS)).orElse(otherwise.maxSegments()),
                section.value("revise-for", Limits.DURATION)
                        .map(Duration::toMillis)
                        .orElse(otherwise.reviseFor()),
                section.value("dispersion-windows", DISPERSION_WINDOWS).orElse(otherwise.learnFrom()));
    }

    private static void limit(Section section, String key, int most) {
        if (section.size(key) > most) {
            section.problem(key, "hold at most " + most + " entries", section.size(key) + " of them");
        }
    }

    private static void unique(Section section, String key, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !seen.add(name)) {
                section.problem(key, "name each entry once", name + " twice");
            }
        }
    }
}
