package io.klarion.config;

import io.klarion.core.delivery.NamePattern;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.divergence.Measure;
import io.klarion.core.reference.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which features of the reference a monitor watches, and how.
 *
 * <p>Without {@code features} it is all of them, else those that the entries name, in the order of the entries. An
 * entry that names a feature outright goes before every pattern that fits it; of several patterns the first
 * counts. What {@code exclude} fits is left out in any case.
 *
 * <p>Everything here is bounded, since a pattern is easily written that fits far more than was meant: what is held for
 * each window of each segment grows with the features.
 */
final class FeatureSelection {

    /** The greatest number of features of a monitor, and of entries that choose them. */
    static final int MOST_FEATURES = 10_000;

    /** The greatest number of entries with wildcards, and of entries of {@code exclude}. */
    static final int MOST_PATTERNS = 1000;

    /** The greatest number of pairs of a monitor. */
    static final int MOST_PAIRS = 1000;

    /* Further names that are unknown are told without a guess at what was meant. */
    private static final int GUESSES = 20;

    private final String path;
    private final MonitorConfig monitor;
    private final Reference reference;
    private final CellLayout layout;
    private final Problems problems;
    private final Map<Integer, FeatureConfig> chosen = new LinkedHashMap<>();
    private int guesses;

    private FeatureSelection(String path, MonitorConfig monitor, Reference reference, Problems problems) {
        this.path = path;
        this.monitor = monitor;
        this.reference = reference;
        this.layout = reference.layout();
        this.problems = problems;
    }

    /** The chosen features by their position in the reference's layout, in the monitor's order. */
    static Map<Integer, FeatureConfig> of(String path, MonitorConfig monitor, Reference reference, Problems problems) {
        FeatureSelection selection = new FeatureSelection(path, monitor, reference, problems);
        if (selection.isBounded()) {
            selection.choose();
            selection.exclude();
            selection.join();
            selection.check();
        }
        return selection.chosen;
    }

    private boolean isBounded() {
        long patterns =
                monitor.features().stream().filter(FeatureConfig::isPattern).count();
        if (patterns > MOST_PATTERNS) {
            problems.add(path + ".features", "hold at most " + MOST_PATTERNS + " patterns", patterns + " of them");
        }
        return patterns <= MOST_PATTERNS
                && monitor.features().size() <= MOST_FEATURES
                && monitor.exclude().size() <= MOST_PATTERNS;
    }

    private void choose() {
        if (monitor.features().isEmpty()) {
            FeatureConfig any = new FeatureConfig(
                    "*", Optional.empty(), Optional.empty(), false, false, Optional.empty(), monitor.detection());
            singles().forEach(position -> chosen.put(position, any));
        }
        Set<String> outright =
                monitor.features().stream().map(FeatureConfig::name).collect(Collectors.toSet());
        for (int i = 0; i < monitor.features().size(); i++) {
            FeatureConfig entry = monitor.features().get(i);
            String at = path + ".features[" + i + "]";
            for (int position : positions(at, entry, outright)) {
                chosen.putIfAbsent(position, entry);
            }
        }
    }

    private List<Integer> positions(String at, FeatureConfig entry, Set<String> outright) {
        OptionalInt position = layout.indexOf(entry.name());
        if (position.isPresent() && !isPair(position.getAsInt())) {
            return List.of(position.getAsInt());
        }
        if (entry.name().isEmpty()) {
            return List.of();
        }
        if (!NamePattern.isPattern(entry.name())) {
            problems.add(
                    at + ".name",
                    "name a feature of the reference " + reference.id(),
                    entry.name() + guess(entry.name()));
            return List.of();
        }
        List<Integer> fitting = fitting(entry.name());
        if (fitting.isEmpty()) {
            problems.add(at + ".name", "fit a feature of the reference " + reference.id(), entry.name());
        }
        return fitting.stream()
                .filter(candidate ->
                        !outright.contains(layout.feature(candidate).name()))
                .toList();
    }

    private void exclude() {
        for (int i = 0; i < monitor.exclude().size(); i++) {
            String pattern = monitor.exclude().get(i);
            List<Integer> fitting = fitting(pattern);
            if (fitting.isEmpty()) {
                problems.warn(path + ".exclude[" + i + "]: " + pattern + " fits no feature of the reference "
                        + reference.id() + guess(pattern));
            }
            chosen.keySet().removeAll(fitting);
        }
        boolean hopeful = monitor.features().isEmpty() || !monitor.exclude().isEmpty();
        if (chosen.isEmpty() && hopeful) {
            problems.add(path + ".exclude", "leave at least one feature", "all excluded");
        }
    }

    /* Pairs come after their features. */
    private void join() {
        for (int i = 0; i < monitor.joint().size(); i++) {
            PairConfig pair = monitor.joint().get(i);
            String at = path + ".joint[" + i + "]";
            OptionalInt position = layout.indexOf(pair.name());
            Optional<FeatureConfig> first = chosen(pair.first());
            Optional<FeatureConfig> second = chosen(pair.second());
            if (first.isEmpty() || second.isEmpty()) {
                problems.add(at, "name two features that the monitor watches", pair.name());
            } else if (position.isEmpty() || !isPair(position.getAsInt())) {
                problems.add(
                        at,
                        "be a pair that the reference " + reference.id()
                                + " counts (build it again with this configuration)",
                        pair.name());
            } else {
                boolean showValues = shows(pair.first(), first.get()) && shows(pair.second(), second.get());
                chosen.put(position.getAsInt(), pair.feature(showValues, monitor.detection()));
            }
        }
    }

    private Optional<FeatureConfig> chosen(String name) {
        OptionalInt position = layout.indexOf(name);
        return position.isEmpty() ? Optional.empty() : Optional.ofNullable(chosen.get(position.getAsInt()));
    }

    /* Intervals are shown always. */
    private boolean shows(String name, FeatureConfig entry) {
        return entry.showValues()
                || layout.feature(layout.indexOf(name).orElseThrow()).type() == FeatureType.NUMERIC;
    }

    private boolean isPair(int position) {
        return layout.feature(position).type() == FeatureType.JOINT;
    }

    private IntStream singles() {
        return IntStream.range(0, layout.size()).filter(position -> !isPair(position));
    }

    private void check() {
        if (chosen.size() > MOST_FEATURES) {
            problems.add(
                    path + ".features",
                    "choose at most " + MOST_FEATURES + " features",
                    chosen.size() + " of the " + layout.size() + " of the reference " + reference.id());
            return;
        }
        chosen.forEach((position, entry) -> {
            String at = path + ".features[" + monitor.features().indexOf(entry) + "]";
            FeatureCells cells = layout.feature(position);
            FeatureFit.check(at, entry, cells, problems);
            Measure measure = entry.detection().judge().measure();
            boolean inherited = measure == monitor.detection().judge().measure();
            FeatureFit.checkMeasure(inherited ? path : at, measure, cells, problems);
        });
    }

    private String guess(String name) {
        return guesses++ < GUESSES ? Suggestion.didYouMean(name, names()) : "";
    }

    private List<Integer> fitting(String pattern) {
        Predicate<String> fits = NamePattern.matching(pattern);
        return singles()
                .filter(position -> fits.test(layout.feature(position).name()))
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private List<String> names() {
        return singles().mapToObj(position -> layout.feature(position).name()).toList();
    }
}
