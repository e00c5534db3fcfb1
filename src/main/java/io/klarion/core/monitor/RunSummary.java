package io.klarion.core.monitor;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up a run: what was read, and what the windows said. First verdicts count, revisions do not. Single-threaded. */
public final class RunSummary {

    private final SortedMap<String, Sums> monitors = new TreeMap<>();

    private static final class Sums {
        private Optional<MonitorSummary.Records> records = Optional.empty();
        private long windows;
        private final Set<String> alerts = new HashSet<>();
        private final SortedMap<String, FeatureSums> features = new TreeMap<>();

        FeatureSums feature(String name) {
            return features.computeIfAbsent(name, absent -> new FeatureSums());
        }

        MonitorSummary snapshot(String monitor) {
            SortedMap<String, MonitorSummary.OfFeature> of = new TreeMap<>();
            features.forEach((name, sums) -> of.put(name, sums.snapshot()));
            return new MonitorSummary(monitor, records, windows, alerts.size(), of);
        }
    }

    private static final class FeatureSums {
        private long windows;
        private long drifting;
        private final Set<String> alerts = new HashSet<>();
        private OptionalLong firstOnset = OptionalLong.empty();
        private double highest;
        private final Map<FeatureState, Long> states = new EnumMap<>(FeatureState.class);
        private OptionalDouble highestLower = OptionalDouble.empty();
        private final Set<String> firing = new HashSet<>();

        MonitorSummary.OfFeature snapshot() {
            return new MonitorSummary.OfFeature(
                    windows,
                    drifting,
                    alerts.size(),
                    firstOnset,
                    highest,
                    new MonitorSummary.Details(states, highestLower, firing.size()));
        }

        void add(FeatureVerdict feature) {
            windows += feature.n() > 0 ? 1 : 0;
            drifting += feature.state() == FeatureState.DRIFT ? 1 : 0;
            highest =
                    Math.max(highest, feature.estimate().orElse(feature.value().orElse(0)));
            states.merge(feature.state(), 1L, Long::sum);
            if (feature.lower().isPresent()) {
                double lower = feature.lower().getAsDouble();
                highestLower = OptionalDouble.of(Math.max(highestLower.orElse(lower), lower));
            }
        }
    }

    private Sums monitor(String name) {
        return monitors.computeIfAbsent(name, absent -> new Sums());
    }

    /** Counts records. */
    public void records(String monitor, long read, long counted, long late, long rejected) {
        Sums sums = monitor(monitor);
        MonitorSummary.Records more = new MonitorSummary.Records(read, counted, late, rejected);
        sums.records = Optional.of(sums.records.map(more::plus).orElse(more));
    }

    /** Counts a window; each part of it brings its own features. */
    public void verdict(Verdict verdict) {
        if (verdict.revision() > 0) {
            return;
        }
        Sums sums = monitor(verdict.monitor());
        sums.windows += verdict.part() == 0 ? 1 : 0;
        for (FeatureVerdict feature : verdict.features()) {
            sums.feature(feature.feature()).add(feature);
        }
    }

    /** Counts an alert that fires; the same id only once. What resolves no longer fires at the end. */
    public void alert(Alert alert) {
        if (alert.state() == AlertTransition.FIRING) {
            Sums sums = monitor(alert.monitor());
            sums.alerts.add(alert.id());
            FeatureSums of = sums.feature(alert.feature());
            of.alerts.add(alert.id());
            of.firing.add(alert.id());
            of.firstOnset = OptionalLong.of(Math.min(of.firstOnset.orElse(Long.MAX_VALUE), alert.onsetStart()));
        } else if (monitors.containsKey(alert.monitor())) {
            FeatureSums of = monitor(alert.monitor()).features.get(alert.feature());
            if (of != null) {
                of.firing.remove(alert.id());
            }
        }
    }

    /** The sums of every monitor, by name. */
    public List<MonitorSummary> snapshot() {
        return monitors.entrySet().stream()
                .map(entry -> entry.getValue().snapshot(entry.getKey()))
                .toList();
    }
}
