package io.klarion.config;

import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.UnsplitCategories;
import io.klarion.metrics.MetricsPlan;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;

/** Joins monitors with their references into the core's {@link Monitor}s. */
public final class MonitorCompiler {

    private final Function<Path, Reference> references;
    private final Problems problems;
    private final Map<Path, Reference> read = new HashMap<>();

    MonitorCompiler(Function<Path, Reference> references, Problems problems) {
        this.references = references;
        this.problems = problems;
    }

    /**
     * One monitor over exactly the features of {@code reference} that {@code config} chooses.
     *
     * @throws ConfigException when the two do not go together
     */
    public static Monitor compile(MonitorConfig config, Reference reference) {
        Problems problems = new Problems();
        Map<Integer, FeatureConfig> chosen = FeatureSelection.of("monitors[0]", config, reference, problems);
        Calibration.check("monitors[0]", config, List.of(reference), chosen, problems);
        problems.throwIfAny();
        return monitor(config, List.of(reference), chosen);
    }

    /* A monitor with the features that it takes of its references. */
    private record Joined(MonitorConfig config, List<Reference> references, Map<Integer, FeatureConfig> chosen) {

        List<String> features() {
            return chosen.keySet().stream()
                    .map(place -> references.get(0).layout().feature(place).name())
                    .toList();
        }

        /* Those whose categories, if they have any, are not listed in the configuration. */
        Set<String> collected() {
            return chosen.entrySet().stream()
                    .filter(entry -> entry.getValue()
                            .bins()
                            .filter(bins -> bins instanceof BinsConfig.Categories)
                            .isEmpty())
                    .map(entry ->
                            references.get(0).layout().feature(entry.getKey()).name())
                    .collect(Collectors.toSet());
        }
    }

    /** All monitors, or all problems, those before included. */
    CompiledConfig compile(KlarionConfig config) {
        List<Joined> joined = new ArrayList<>();
        for (int i = 0; i < config.monitors().size(); i++) {
            MonitorConfig monitor = config.monitors().get(i);
            String path = "monitors[" + i + "]";
            List<Reference> all = references(path, monitor);
            if (!all.isEmpty()) {
                Map<Integer, FeatureConfig> chosen = FeatureSelection.of(path, monitor, all.get(0), problems);
                Calibration.check(path, monitor, all, chosen, problems);
                Joined each = new Joined(monitor, all, chosen);
                warnOfAge(path, each);
                joined.add(each);
            }
        }
        problems.throwIfAny();
        new SilenceFit(problems)
                .check(
                        config.notifications().delivery().silences(),
                        config.monitors(),
                        joined.stream().map(Joined::features).toList());
        problems.throwIfAny();
        List<Monitor> monitors = new ArrayList<>();
        SortedMap<String, MetricsPlan.OfMonitor> exported = new TreeMap<>();
        for (Joined each : joined) {
            Monitor monitor = monitor(each.config(), each.references(), each.chosen());
            monitors.add(monitor);
            exported.put(
                    monitor.name(),
                    exported(monitor, each.config(), List.copyOf(each.chosen().values())));
        }
        return new CompiledConfig(
                config.withWarnings(problems.warnings()),
                monitors,
                joined.stream().map(each -> segments(each.references().get(0))).toList(),
                new MetricsPlan(config.metrics().featureSeries(), exported));
    }

    private static MetricsPlan.OfMonitor exported(Monitor monitor, MonitorConfig config, List<FeatureConfig> entries) {
        Set<String> shares = new HashSet<>();
        for (int f = 0; f < entries.size(); f++) {
            if (entries.get(f).exportShares()) {
                shares.add(monitor.layout().feature(f).name());
            }
        }
        return MetricsPlan.OfMonitor.of(monitor, config.detection().budget(), shares);
    }

    /* All references under their names; empty when one of them cannot be used. */
    private List<Reference> references(String path, MonitorConfig monitor) {
        List<ReferenceConfig.Named> files = monitor.references().files();
        List<Reference> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            ReferenceConfig.Named named = files.get(i);
            String at = at(path, monitor, i);
            reference(at, named.file()).ifPresent(reference -> {
                ReferenceFit.checkCalendar(at, monitor, reference, problems);
                if (monitor.references().previous().isEmpty()) {
                    warnOfDispersion(at, reference, monitor.lifecycle().learnFrom());
                }
                all.add(named.name().isEmpty() ? reference : reference.as(named.name()));
            });
        }
        for (int i = 1; i < all.size() && all.size() == files.size(); i++) {
            ReferenceFit.checkCells(
                    path + ".references[" + i + "]",
                    files.get(i).file().toString(),
                    all.get(i),
                    files.get(0).file().toString(),
                    all.get(0),
                    problems);
        }
        return all.size() == files.size() ? all : List.of();
    }

    private static String at(String path, MonitorConfig monitor, int file) {
        boolean isList = !monitor.references().files().get(0).name().isEmpty();
        return path + (isList ? ".references[" + file + "]" : ".reference");
    }

    private Optional<Reference> reference(String at, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            problems.add(at + ".file", "be a readable file", file.toString());
            return Optional.empty();
        }
        try {
            return Optional.of(read.computeIfAbsent(file, references));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            problems.add(at + ".file", "be a reference", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void warnOfDispersion(String path, Reference reference, int learnFrom) {
        boolean known = reference.pooled().features().stream()
                .allMatch(feature -> feature.dispersion().isKnown());
        if (!known) {
            problems.warn(path + ": " + reference.id() + " has no event times, so how much its windows differ"
                    + " is not known: records are taken as independent"
                    + (learnFrom == 0 ? "" : " until the first " + learnFrom + " windows of each segment tell")
                    + ", verdicts say dispersion: provisional");
        }
    }

    /* Of what is watched, and compared with the file's counts. */
    private void warnOfAge(String path, Joined joined) {
        if (joined.config().references().previous().isPresent()) {
            return;
        }
        Set<String> watched = new HashSet<>(joined.features());
        for (int i = 0; i < joined.references().size(); i++) {
            Reference reference = joined.references().get(i);
            String at = at(path, joined.config(), i) + ": " + reference.id();
            List<String> silent =
                    reference.lackingWander().stream().filter(watched::contains).toList();
            if (!silent.isEmpty()) {
                problems.warn(at
                        + " does not say how much its windows wander: build it again, or a shifted mean is seen later ("
                        + Calibration.named(silent) + ")");
            }
            List<String> unsplit = UnsplitCategories.of(reference).stream()
                    .filter(joined.collected()::contains)
                    .toList();
            if (!unsplit.isEmpty()) {
                problems.warn(at
                        + " has rare categories, and all records count: if the same have chosen the list, build it again,"
                        + " or new rare values are drift; if not, list them, bins: { categories: ... } ("
                        + Calibration.named(unsplit) + ")");
            }
        }
    }

    private static Monitor monitor(
            MonitorConfig config, List<Reference> references, Map<Integer, FeatureConfig> chosen) {
        List<Reference> projected = references.stream()
                .map(reference -> reference.only(List.copyOf(chosen.keySet())))
                .toList();
        CellLayout layout = projected.get(0).layout();
        List<FeatureConfig> entries = List.copyOf(chosen.values());
        List<MonitoredFeature> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            FeatureConfig entry = entries.get(f);
            Detection own = entry.detection().within(layout.size(), segments(references.get(0)), config.window());
            String name = layout.feature(f).name();
            features.add(new MonitoredFeature(
                    entry.path().orElseGet(() -> defaultPath(name)),
                    own.judgeFor(counts(projected, f)),
                    own.alert(),
                    own.schema(),
                    entry.showValues()));
        }
        String generation = generation(config, layout, features);
        List<Reference> compared = config.references().previous().isPresent() ? List.of() : projected;
        Detection detection = config.detection().within(layout.size(), segments(references.get(0)), config.window());
        VolumeSpec volume = new VolumeSpec(detection.volume(), detection.judge().confidence());
        return new Monitor(
                config.name(),
                config.source().topics(),
                config.eventTime(),
                config.segmentBy(),
                config.window(),
                layout,
                features,
                volume,
                detection.alert(),
                compared,
                config.references().previous(),
                config.lifecycle(),
                generation,
                configDigest(config, generation, features, volume, compared));
    }

    private static List<FeatureReference> counts(List<Reference> references, int feature) {
        return references.stream()
                .map(reference -> reference.pooled().features().get(feature))
                .toList();
    }

    /* How many segments are to be expected: those of the file, also where windows are compared with those before them. */
    private static int segments(Reference reference) {
        return Math.max(1, reference.segments().size());
    }

    /** The JSON pointer of the field {@code name}. */
    static String defaultPath(String name) {
        return JsonPointer.empty().appendProperty(name).toString();
    }

    /* Everything that decides what is counted. */
    private static String generation(MonitorConfig config, CellLayout layout, List<MonitoredFeature> features) {
        return new Digest()
                .add(config.name())
                .addAll(config.source().topics().stream().sorted().toList())
                .add(config.source().format())
                .add(config.eventTime())
                .addAll(config.segmentBy())
                .add(config.window())
                .add(config.lifecycle().maxSegments())
                .add(layout.digest())
                .addAll(features.stream().map(MonitoredFeature::path).toList())
                .hex();
    }

    /* Everything that decides the verdicts and alerts. */
    private static String configDigest(
            MonitorConfig config,
            String generation,
            List<MonitoredFeature> features,
            VolumeSpec volume,
            List<Reference> references) {
        Digest digest = new Digest()
                .add(generation)
                .addAll(features)
                .add(volume)
                .add(config.detection().alert())
                .add(config.lifecycle());
        config.references().previous().ifPresent(digest::add);
        for (Reference reference : references) {
            digest.add(reference.id())
                    .add(reference.version())
                    .add(reference.effectiveFrom())
                    .add(reference.digest());
        }
        return digest.shortText();
    }
}
